using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The connection to a login server, with the phases that it completed.</summary>
public sealed class TlsDetail
{
    /// <summary>The remote address and port; null if nothing responded.</summary>
    public string? RemoteEndPoint { get; init; }

    /// <summary>The proxy, without credentials; null if there is none.</summary>
    public string? Proxy { get; init; }

    /// <summary>The protocol that was agreed on; null if none was.</summary>
    public string? Protocol { get; init; }

    /// <summary>The cipher suite that was agreed on; null if none was.</summary>
    public string? CipherSuite { get; init; }

    /// <summary>The time to establish the TCP connection, through the proxy if there is one; null if it failed.</summary>
    public TimeSpan? ConnectDuration { get; init; }

    /// <summary>The duration of the TLS handshake; null if it failed.</summary>
    public TimeSpan? HandshakeDuration { get; init; }

    /// <summary>The certificate that the server presented; null if it presented none.</summary>
    public CertificateDetail? Certificate { get; init; }

    /// <summary>The failures of the connection, one address or phase per element.</summary>
    public IReadOnlyList<string> Failures { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', new[] { RemoteEndPoint, Protocol, CipherSuite }.Where(part => part is not null));
}
