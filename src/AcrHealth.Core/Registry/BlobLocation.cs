using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>Reads the URL that a registry redirects clients to for a blob.</summary>
internal static class BlobLocation
{
    private const int MaximumLength = 16 * 1024;

    /// <summary>The URL that a redirect leads to; null if it may not be requested: it must use https and have no user in it.</summary>
    /// <param name="request">The URL that was requested, against which a relative location is resolved.</param>
    /// <param name="location">The Location header, which may carry a signature that is as good as a password: never shown.</param>
    public static Uri? Parse(Uri request, string? location) =>
        !string.IsNullOrWhiteSpace(location) && location.Length <= MaximumLength
        && UntrustedUrl.TryParse(location.Trim(), request, out Uri? url)
        && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 && UrlHost.Of(url) is not null
            ? url
            : null;
}
