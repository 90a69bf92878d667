namespace AcrHealth.Network.Proxies;

/// <summary>How a host is reached, and what that follows from.</summary>
/// <param name="Proxy">The proxy that is used, credentials included; null where the host is reached directly.</param>
/// <param name="Excepted">The proxy that would be used were the host not excepted; null where it is not.</param>
/// <param name="Variable">The variable that names the proxy; null where it is the system's, or there is none.</param>
/// <param name="Exception">What excepts the host; null where nothing does.</param>
internal sealed record ProxyChoice(Uri? Proxy, Uri? Excepted, string? Variable, ProxyBypass? Exception)
{
    /// <summary>What the variable names, without credentials, where that is no http proxy and the host is reached directly all the same.</summary>
    public string? Ignored { get; init; }
}

/// <summary>What excepts a host from a proxy.</summary>
/// <param name="Variable">The variable that lists the exceptions.</param>
/// <param name="Entry">The first of its entries that is about the host.</param>
internal sealed record ProxyBypass(string Variable, string Entry);
