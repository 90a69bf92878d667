using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Network;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrHealth.Adapters;

/// <summary>Lets Azure.Identity trust the caller's authorities beside the system's, as the registry's own connection does.</summary>
internal static class TrustedTransport
{
    public static void Use(ClientOptions options, X509Certificate2Collection authorities)
    {
        options.Retry.MaxRetries = 1;
        if (authorities.Count == 0)
        {
            return;
        }

        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && IsVouchedFor(certificate, chain, authorities));
        options.Transport = new HttpClientTransport(new HttpClient(handler));
    }

    private static bool IsVouchedFor(X509Certificate certificate, X509Chain? presented, X509Certificate2Collection authorities)
    {
        using var leaf = new X509Certificate2(certificate);
        using X509Chain chain = CallerTrust.NewChain(presented, authorities);
        return chain.Build(leaf);
    }
}
