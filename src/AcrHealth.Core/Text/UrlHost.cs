namespace AcrHealth.Text;

/// <summary>Reads the host of a URL in DNS form.</summary>
internal static class UrlHost
{
    /// <summary>Returns the name; null if the host is valid in a URL, but not in DNS.</summary>
    public static string? Of(Uri url)
    {
        try
        {
            return url.IdnHost is { Length: > 0 } name ? name : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
