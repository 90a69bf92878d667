using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The connection to a login server, as far as it came.</summary>
public sealed class TlsDetail
{
    /// <summary>Address and port at the other end; null where nothing answered.</summary>
    public string? RemoteEndPoint { get; init; }

    /// <summary>The proxy in between, without credentials; null where there is none.</summary>
    public string? Proxy { get; init; }

    /// <summary>The protocol that was agreed on; null where none was.</summary>
    public string? Protocol { get; init; }

    /// <summary>The cipher suite that was agreed on; null where none was.</summary>
    public string? CipherSuite { get; init; }

    /// <summary>How long the TCP connection, through the proxy if there is one, took; null where it failed.</summary>
    public TimeSpan? ConnectDuration { get; init; }

    /// <summary>How long the TLS handshake took; null where it failed.</summary>
    public TimeSpan? HandshakeDuration { get; init; }

    /// <summary>The certificate that the server showed; null where it showed none.</summary>
    public CertificateDetail? Certificate { get; init; }

    /// <summary>What failed on the way there, an address or a phase an element.</summary>
    public IReadOnlyList<string> Failures { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', new[] { RemoteEndPoint, Protocol, CipherSuite }.Where(part => part is not null));
}
