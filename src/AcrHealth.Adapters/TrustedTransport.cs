using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Network.Tls;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrHealth.Adapters;

/// <summary>
/// Lets the Azure SDK trust the caller's authorities in addition to the system's, use the session's proxy, and read responses of a bounded
/// length, as the registry's own connection does. Its connections are closed with it.
/// </summary>
internal sealed class TrustedTransport : IDisposable
{
    // Service Fabric's identity endpoint has an untrusted certificate, whose thumbprint this variable contains.
    private const string ThumbprintVariable = "IDENTITY_SERVER_THUMBPRINT";
    private const string EndpointVariable = "IDENTITY_ENDPOINT";

    private readonly HttpClient _client;
    private readonly LimitedTransport _transport;

    /// <param name="authorities">Authorities that are trusted in addition to the system's.</param>
    /// <param name="limit">The maximum number of bytes of one response.</param>
    public TrustedTransport(X509Certificate2Collection authorities, long limit)
    {
        // A redirect would take the secrets of a sign-in along. The runtime may have read the proxy an hour ago.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ResponseDrainTimeout = TimeSpan.Zero,
            Proxy = new SessionProxy(),
        };
        handler.SslOptions.CertificateChainPolicy = CertificateValidator.NewPolicy(X509RevocationMode.NoCheck);
        handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => Evaluate(sender, certificate, chain, errors, authorities);
        _client = new HttpClient(handler);
        _transport = new(new HttpClientTransport(_client), limit);
    }

    public void Use(ClientOptions options)
    {
        options.Retry.MaxRetries = 1;
        options.Transport = _transport;
        options.AddPolicy(new SecretPolicy(), HttpPipelinePosition.PerCall);
    }

    public void Dispose() => _client.Dispose();

    /// <exception cref="CertificateRejectedException">The certificate is rejected; the message says why, which returning false would not.</exception>
    private static bool Evaluate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        string host = (sender as SslStream)?.TargetHostName ?? string.Empty;
        var judge = new CertificateValidator(authorities);
        if (judge.Evaluate(sender, certificate, chain, errors) || IsServiceFabric(host, certificate))
        {
            return true;
        }

        var failure = new TlsException(judge.Problems, judge.Detail, judge.Reason, null);
        throw new CertificateRejectedException(TlsDiagnosis.Explain(host, failure), TlsDiagnosis.IsWithoutAuthorities(failure));
    }

    private static bool IsServiceFabric(string host, X509Certificate? certificate) =>
        certificate is not null
        && Environment.GetEnvironmentVariable(ThumbprintVariable) is { Length: > 0 } thumbprint
        && Uri.TryCreate(Environment.GetEnvironmentVariable(EndpointVariable), UriKind.Absolute, out Uri? endpoint)
        && endpoint.Host.Equals(host, StringComparison.OrdinalIgnoreCase)
        && thumbprint.Equals(certificate.GetCertHashString(HashAlgorithmName.SHA1), StringComparison.OrdinalIgnoreCase);
}
