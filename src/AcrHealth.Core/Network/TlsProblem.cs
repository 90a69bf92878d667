namespace AcrHealth.Network;

/// <summary>What kept a handshake from succeeding, the most telling first.</summary>
internal enum TlsProblem
{
    /// <summary>The other end speaks HTTP without TLS.</summary>
    PlainHttp,

    /// <summary>The other end speaks something else.</summary>
    NotTls,

    /// <summary>No protocol version is common to both.</summary>
    ProtocolVersion,

    /// <summary>The other end ended the handshake with another alert.</summary>
    Alert,

    /// <summary>The other end closed or reset the connection.</summary>
    Closed,

    NameMismatch,
    Expired,
    NotYetValid,

    /// <summary>The certificate is in its time, and an authority above it is not.</summary>
    IssuerNotTimeValid,

    Revoked,
    SelfSigned,
    UntrustedRoot,
    MissingIssuer,
    WeakSignature,

    /// <summary>The certificate is no good for another reason.</summary>
    Certificate,
}
