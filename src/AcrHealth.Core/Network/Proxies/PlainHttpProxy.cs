namespace AcrHealth.Network.Proxies;

/// <summary>
/// The proxy that HTTP_PROXY names. Registries and sign-in hosts do not use it, but the endpoints of managed identities speak plain HTTP, and
/// every program sends their requests to it unless NO_PROXY excepts them.
/// </summary>
/// <param name="Url">The proxy, credentials included.</param>
/// <param name="Variable">The variable that names it.</param>
internal sealed record PlainHttpProxy(Uri Url, string Variable)
{
    private static readonly string[] Variables = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];
    private static readonly string[] BypassVariables = ["no_proxy", "NO_PROXY"];

    /// <summary>The proxy that the variable names, for any host; null if it names none.</summary>
    public static PlainHttpProxy? Named =>
        ProxySettings.FirstSet(Variables) is { } variable && ProxySettings.TryRead(ProxySettings.Value(variable)!) is { } proxy ? new(proxy, variable) : null;

    /// <summary>The proxy for a URL; null if the host is reached directly.</summary>
    public static PlainHttpProxy? For(Uri url) =>
        ProxySettings.FirstSet(BypassVariables) is { } bypass && BypassList.Parse(ProxySettings.Value(bypass)!).EntryFor(url) is not null ? null : Named;

    public override string ToString() => ProxySettings.Display(Url);
}
