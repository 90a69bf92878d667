using AcrHealth.Details;

namespace AcrHealth.Network.Tls;

/// <summary>The TLS handshake failed.</summary>
internal sealed class TlsException(IReadOnlyList<TlsProblem> problems, CertificateDetail? certificate, string reason, Exception? inner)
    : Exception(reason, inner)
{
    public IReadOnlyList<TlsProblem> Problems { get; } = problems;

    /// <summary>The certificate that the server presented; null if it presented none.</summary>
    public CertificateDetail? Certificate { get; } = certificate;
}
