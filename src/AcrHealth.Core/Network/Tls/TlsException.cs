using AcrHealth.Details;

namespace AcrHealth.Network.Tls;

/// <summary>No secure connection came about.</summary>
internal sealed class TlsException(IReadOnlyList<TlsProblem> problems, CertificateDetail? certificate, string reason, Exception? inner)
    : Exception(reason, inner)
{
    public IReadOnlyList<TlsProblem> Problems { get; } = problems;

    /// <summary>The certificate that the server showed; null where it came to none.</summary>
    public CertificateDetail? Certificate { get; } = certificate;
}
