using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>Makes HTTP clients that trust the tests' authorities and nobody else, and go nowhere by themselves.</summary>
internal static class TrustingClient
{
    public static HttpClient Create(params IEnumerable<X509Certificate2> authorities)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities.ToArray());
        return new(handler) { Timeout = TimeSpan.FromSeconds(30) };
    }
}
