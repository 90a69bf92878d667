using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>Where a registry sends clients for a blob.</summary>
internal static class BlobLocation
{
    private const int MaximumLength = 16 * 1024;

    /// <summary>The place that a redirect leads to; null where it is not one that may be asked: only https is, without a user in the URL.</summary>
    /// <param name="request">What was asked for, which a relative place is relative to.</param>
    /// <param name="location">The Location header, which may carry a signature that is as good as a password: never shown.</param>
    public static Uri? Parse(Uri request, string? location) =>
        !string.IsNullOrWhiteSpace(location) && location.Length <= MaximumLength
        && UntrustedUrl.TryParse(location.Trim(), request, out Uri? url)
        && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 && UrlHost.Of(url) is not null
            ? url
            : null;
}
