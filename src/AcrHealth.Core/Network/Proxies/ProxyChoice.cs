namespace AcrHealth.Network.Proxies;

/// <summary>The route to a host, through a proxy or directly, and the settings that determine it.</summary>
/// <param name="Proxy">The proxy that is used, credentials included; null if the host is reached directly.</param>
/// <param name="Excepted">The proxy that would be used if the host were not excepted; null if it is not excepted.</param>
/// <param name="Variable">The variable that names the proxy; null if the proxy is the system's, or there is none.</param>
/// <param name="Exception">The entry that excepts the host; null if there is none.</param>
internal sealed record ProxyChoice(Uri? Proxy, Uri? Excepted, string? Variable, ProxyBypass? Exception)
{
    /// <summary>The value of the variable, without credentials, if it is not an http proxy and the host is reached directly anyway.</summary>
    public string? Ignored { get; init; }
}

/// <summary>The setting that excepts a host from a proxy.</summary>
/// <param name="Variable">The variable that lists the exceptions.</param>
/// <param name="Entry">The first of its entries that matches the host.</param>
internal sealed record ProxyBypass(string Variable, string Entry);
