namespace AcrHealth.Network.Proxies;

/// <summary>The proxy did not open the way to a host.</summary>
internal sealed class ProxyException(Uri proxy, int? statusCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public Uri Proxy { get; } = proxy;

    /// <summary>What it answered; null where it did not.</summary>
    public int? StatusCode { get; } = statusCode;
}
