namespace AcrHealth.Network.Proxies;

/// <summary>The proxy did not open a connection to a host.</summary>
internal sealed class ProxyException(Uri proxy, int? statusCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public Uri Proxy { get; } = proxy;

    /// <summary>The status code of the proxy's response; null if there was none.</summary>
    public int? StatusCode { get; } = statusCode;
}
