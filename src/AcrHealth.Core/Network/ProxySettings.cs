using System.Net;

namespace AcrHealth.Network;

/// <summary>The proxy for a host, by this machine's settings at the moment.</summary>
internal static class ProxySettings
{
    // HttpClient.DefaultProxy reads the variables once in a process; people set them in the session in which they try again.
    private static readonly string[] ProxyVariables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
    private static readonly string[] BypassVariables = ["no_proxy", "NO_PROXY"];

    /// <summary>The proxy's URL, credentials included; null where the host is reached directly.</summary>
    /// <exception cref="FormatException">The variable does not name an http proxy.</exception>
    public static Uri? For(Uri url)
    {
        if (FirstSet(ProxyVariables) is not { } proxy)
        {
            return FromSystem(url);
        }

        if (FirstSet(BypassVariables) is { } bypass && BypassList.Parse(bypass).Contains(url))
        {
            return null;
        }

        // An @ behind the host is a password with a slash in it: what looks like the host is a part of it, and is not to be shown nor asked.
        string text = proxy.Contains("://", StringComparison.Ordinal) ? proxy : "http://" + proxy;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttp && uri.Host.Length > 0
            && !(uri.PathAndQuery + uri.Fragment).Contains('@', StringComparison.Ordinal)
            ? uri
            : throw new FormatException(WithoutCredentials(text));
    }

    /// <summary>The same, and null where the variable does not name an http proxy, too.</summary>
    public static Uri? UsableFor(Uri url)
    {
        try
        {
            return For(url);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The proxy as it may be shown.</summary>
    public static string Display(Uri proxy) => proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static Uri? FromSystem(Uri url)
    {
        if (!OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        IWebProxy system = HttpClient.DefaultProxy;
        return system.IsBypassed(url) ? null : system.GetProxy(url);
    }

    private static string? FirstSet(string[] variables) =>
        variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

    private static string WithoutCredentials(string text)
    {
        int at = text.LastIndexOf('@');
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        return at < 0 ? text : (scheme < at ? text[..(scheme + 3)] : string.Empty) + text[(at + 1)..];
    }
}
