using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>Creates the client with which relays reach the simulator.</summary>
internal static class RelayClient
{
    /// <summary>Creates a client that trusts only the simulator's authority and follows no redirect.</summary>
    public static HttpClient Create(X509Certificate2 authority)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(authority);
        return new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        });
    }
}
