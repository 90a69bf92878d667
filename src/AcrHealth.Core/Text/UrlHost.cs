namespace AcrHealth.Text;

/// <summary>The host of a URL as DNS takes it.</summary>
internal static class UrlHost
{
    /// <summary>The name, or null: a host may pass for one of a URL, and be none that DNS takes.</summary>
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
