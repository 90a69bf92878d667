using System.Net;
using AcrHealth.Text;

namespace AcrHealth.Network.Proxies;

/// <summary>Determines the proxy for a host from this machine's current settings.</summary>
internal static class ProxySettings
{
    // HttpClient.DefaultProxy reads the variables once per process; users set them in the session in which they try again.
    private static readonly string[] HttpsVariables = ["https_proxy", "HTTPS_PROXY"];
    private static readonly string[] ProxyVariables = [.. HttpsVariables, "all_proxy", "ALL_PROXY"];
    private static readonly string[] HttpVariables = ["http_proxy", "HTTP_PROXY"];
    private static readonly string[] BypassVariables = ["no_proxy", "NO_PROXY"];
    private static readonly string[] OtherKinds = [Uri.UriSchemeHttps, "socks", "socks4", "socks4a", "socks5", "socks5h"];

    /// <summary>Determines the route to a host, and the settings that it follows from.</summary>
    /// <exception cref="ProxyFormatException">HTTPS_PROXY does not name an HTTP proxy.</exception>
    public static ProxyChoice Choose(Uri url)
    {
        if (FirstSet(ProxyVariables) is not { } variable)
        {
            Uri? system = FromSystem(url);
            SecretReader.ProtectProxy(system?.OriginalString ?? string.Empty);
            return new(system, null, null, null);
        }

        string value = Value(variable)!;
        SecretReader.ProtectProxy(value);
        Uri? proxy = TryRead(value);

        // Excepted hosts are reached directly, whatever the proxy variable contains.
        if (FirstSet(BypassVariables) is { } bypass && BypassList.Parse(Value(bypass)!).EntryFor(url) is { } entry)
        {
            return new(null, proxy, variable, new(bypass, entry));
        }

        if (proxy is null)
        {
            // ALL_PROXY often names a SOCKS proxy, and docker's engine, containerd and Helm do not read it: they go directly.
            return HttpsVariables.Contains(variable) ? throw Unusable(variable, value) : new(null, null, variable, null) { Ignored = WithoutCredentials(value) };
        }

        return new(proxy, null, variable, null);
    }

    /// <summary>The proxy's URL, credentials included; null if the host is reached directly.</summary>
    /// <exception cref="ProxyFormatException">HTTPS_PROXY does not name an HTTP proxy.</exception>
    public static Uri? For(Uri url) => Choose(url).Proxy;

    /// <summary>The same URL, but null also if the variable does not name an http proxy.</summary>
    public static Uri? UsableFor(Uri url)
    {
        try
        {
            return For(url);
        }
        catch (ProxyFormatException)
        {
            return null;
        }
    }

    /// <summary>Whether a value that is not an http proxy names another kind of proxy, which other programs may support.</summary>
    public static bool IsOtherKind(string proxy) =>
        proxy.IndexOf("://", StringComparison.Ordinal) is var end and > 0 && OtherKinds.Contains(proxy[..end], StringComparer.OrdinalIgnoreCase);

    /// <summary>The proxy for https that a variable names, for any host, credentials included; null if none does.</summary>
    public static Uri? Named => Variable is { } variable ? TryRead(Value(variable)!) : null;

    /// <summary>The variable that names a proxy for https; null if none does.</summary>
    public static string? Variable => FirstSet(ProxyVariables);

    /// <summary>The variable that lists the hosts that are excepted from the proxy; null if none does.</summary>
    public static string? BypassVariable => FirstSet(BypassVariables);

    /// <summary>The variable that names a proxy for plain HTTP, which registries do not use; null if none does.</summary>
    public static string? VariableForHttp => FirstSet(HttpVariables);

    /// <summary>The proxy as it may be shown.</summary>
    public static string Display(Uri proxy) => proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>A proxy that a program has reported, as it may be shown.</summary>
    public static string Display(string proxy)
    {
        SecretReader.ProtectProxy(proxy);
        return UntrustedText.Clean(TryRead(proxy) is { } uri ? Display(uri) : WithoutCredentials(proxy), 200);
    }

    /// <summary>The variables, in lower and upper case, that are both set and have different values; empty if there are none.</summary>
    /// <remarks>.NET and curl prefer the lower-case variable; Go programs such as docker prefer the other.</remarks>
    public static IReadOnlyList<string> Disagreeing()
    {
        // Windows ignores case in the names of its variables.
        (string Small, string Capital)[] pairs = OperatingSystem.IsWindows() ? [] : [("https_proxy", "HTTPS_PROXY"), ("no_proxy", "NO_PROXY")];
        return [.. pairs.Where(pair => Value(pair.Small) is { } small && Value(pair.Capital) is { } capital && small != capital).SelectMany(pair => new[] { pair.Small, pair.Capital })];
    }

    /// <summary>The URL of an HTTP proxy, as variables have it; null for anything else.</summary>
    internal static Uri? TryRead(string proxy)
    {
        // An @ after the host means a password that contains a slash: the apparent host is part of it, and must be neither shown nor contacted.
        return Uri.TryCreate(WithScheme(proxy), UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttp && uri.Host.Length > 0
            && !(uri.PathAndQuery + uri.Fragment).Contains('@', StringComparison.Ordinal)
            ? uri
            : null;
    }

    // RFC 3986, section 3.2.1: the characters that user information may contain without encoding.
    private const string PlainInCredentials = "-._~!$&'()*+,;=:";

    private static ProxyFormatException Unusable(string variable, string value)
    {
        string shown = WithoutCredentials(value);
        string text = WithScheme(value);
        int start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        int at = text.LastIndexOf('@');
        string address = shown[(shown.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/');
        return at < start || IsOtherKind(value)
            ? new(variable, shown)
            : new(variable, shown) { UnescapedCharacters = Unescaped(text[start..at]), Address = address };
    }

    private static char[] Unescaped(string credentials) =>
    [
        .. credentials.Where((c, index) => c == '%'
            ? index + 2 >= credentials.Length || !char.IsAsciiHexDigit(credentials[index + 1]) || !char.IsAsciiHexDigit(credentials[index + 2])
            : !char.IsAsciiLetterOrDigit(c) && !PlainInCredentials.Contains(c, StringComparison.Ordinal)).Distinct(),
    ];

    private static string WithScheme(string proxy) => proxy.Contains("://", StringComparison.Ordinal) ? proxy : "http://" + proxy;

    private static Uri? FromSystem(Uri url)
    {
        if (!OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        IWebProxy system = HttpClient.DefaultProxy;
        return system.IsBypassed(url) ? null : system.GetProxy(url);
    }

    internal static string? FirstSet(string[] variables) => variables.FirstOrDefault(variable => Value(variable) is not null);

    internal static string? Value(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static string WithoutCredentials(string proxy)
    {
        string text = WithScheme(proxy);
        int start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        int at = text.LastIndexOf('@');

        // An @ that was escaped by mistake.
        int escaped = text.LastIndexOf("%40", StringComparison.Ordinal);
        int end = Math.Max(at + 1, escaped < 0 ? 0 : escaped + 3);
        string host = text[(end > 0 ? end : start)..];

        // Without an @, text after a colon that is not a port may still be a password.
        int colon = host.IndexOf(':', StringComparison.Ordinal);
        bool isPort = colon < 0 || host.StartsWith('[') || host[(colon + 1)..].TakeWhile(c => c is not ('/' or '?' or '#')).All(char.IsAsciiDigit);
        return (end > 0 && end < start ? string.Empty : text[..start]) + (isPort ? host : host[..(colon + 1)] + "…");
    }
}
