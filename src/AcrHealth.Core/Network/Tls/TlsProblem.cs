namespace AcrHealth.Network.Tls;

/// <summary>The reason why a handshake failed, the most informative first.</summary>
internal enum TlsProblem
{
    /// <summary>The server speaks HTTP without TLS.</summary>
    PlainHttp,

    /// <summary>The server speaks another protocol.</summary>
    NotTls,

    /// <summary>Client and server have no protocol version in common.</summary>
    ProtocolVersion,

    /// <summary>The server does not know the host's name.</summary>
    UnrecognizedName,

    /// <summary>Client and server have no cipher suite or signature algorithm in common.</summary>
    NoCommonCipher,

    /// <summary>The server aborted the handshake with another alert.</summary>
    Alert,

    /// <summary>This machine's TLS library did not accept the data that the server sent.</summary>
    Refused,

    /// <summary>The server closed or reset the connection.</summary>
    Closed,

    /// <summary>The server sent no certificate.</summary>
    NoCertificate,

    NameMismatch,
    Expired,
    NotYetValid,

    /// <summary>The certificate is valid at this time, but an authority above it is not.</summary>
    IssuerNotTimeValid,

    /// <summary>The start or end of the certificate's validity is not a valid time.</summary>
    InvalidDates,

    Revoked,

    /// <summary>The signature on the certificate, or on one above it, does not match its issuer's key.</summary>
    BadSignature,

    SelfSigned,
    UntrustedRoot,
    MissingIssuer,

    WeakSignature,

    /// <summary>The certificate is not for servers.</summary>
    WrongUsage,

    /// <summary>A certificate in the chain issued another one, but is not an authority.</summary>
    IssuerNotAuthority,

    /// <summary>An authority in the chain must not issue certificates for this name.</summary>
    NameNotPermitted,

    /// <summary>An extension in the chain is invalid, or critical and unknown.</summary>
    UnsupportedExtension,

    /// <summary>The chain cannot be verified at all: too long, malformed, or with keys that the system does not accept.</summary>
    Unverifiable,

    /// <summary>The certificate is rejected for another reason.</summary>
    Certificate,
}
