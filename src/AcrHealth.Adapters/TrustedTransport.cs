using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Network;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrHealth.Adapters;

/// <summary>
/// Lets Azure.Identity trust the caller's authorities beside the system's, and go through the session's proxy, as the registry's own
/// connection does. Its connections end with it.
/// </summary>
internal sealed class TrustedTransport : IDisposable
{
    private readonly HttpClient? _client;

    public TrustedTransport(Uri authority, X509Certificate2Collection authorities)
    {
        Uri? proxy = ProxySettings.UsableFor(authority);
        if (authorities.Count == 0 && proxy is null)
        {
            // Azure.Identity's own transport knows more of managed identities' odd endpoints.
            return;
        }

        // A redirect would take the secrets of a sign-in along. The runtime's own idea of the proxy may be that of an hour ago.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : new SessionProxy(proxy),
        };
        handler.SslOptions.CertificateChainPolicy = ServerCertificate.NewPolicy(X509RevocationMode.NoCheck);
        if (authorities.Count > 0)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None
                || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && IsVouchedFor(certificate, chain, authorities));
        }

        _client = new HttpClient(handler);
    }

    public void Use(ClientOptions options)
    {
        options.Retry.MaxRetries = 1;
        if (_client is not null)
        {
            options.Transport = new HttpClientTransport(_client);
        }
    }

    public void Dispose() => _client?.Dispose();

    private static bool IsVouchedFor(X509Certificate certificate, X509Chain? presented, X509Certificate2Collection authorities)
    {
        using var leaf = new X509Certificate2(certificate);
        using X509Chain chain = CallerTrust.NewChain(presented, authorities);
        return chain.Build(leaf);
    }
}
