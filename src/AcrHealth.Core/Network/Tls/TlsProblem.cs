namespace AcrHealth.Network.Tls;

/// <summary>What kept a handshake from succeeding, the most telling first.</summary>
internal enum TlsProblem
{
    /// <summary>The other end speaks HTTP without TLS.</summary>
    PlainHttp,

    /// <summary>The other end speaks something else.</summary>
    NotTls,

    /// <summary>No protocol version is common to both.</summary>
    ProtocolVersion,

    /// <summary>The other end does not know the host's name.</summary>
    UnrecognizedName,

    /// <summary>No cipher suite or signature algorithm is common to both.</summary>
    NoCommonCipher,

    /// <summary>The other end ended the handshake with another alert.</summary>
    Alert,

    /// <summary>This machine's TLS library did not accept what the other end sent.</summary>
    Refused,

    /// <summary>The other end closed or reset the connection.</summary>
    Closed,

    /// <summary>The other end sent no certificate.</summary>
    NoCertificate,

    NameMismatch,
    Expired,
    NotYetValid,

    /// <summary>The certificate is in its time, and an authority above it is not.</summary>
    IssuerNotTimeValid,

    /// <summary>The start or end of the certificate's validity is no valid time.</summary>
    InvalidDates,

    Revoked,

    /// <summary>The signature on the certificate, or on one above it, does not fit its issuer's key.</summary>
    BadSignature,

    SelfSigned,
    UntrustedRoot,
    MissingIssuer,

    WeakSignature,

    /// <summary>The certificate is not for servers.</summary>
    WrongUsage,

    /// <summary>A certificate in the chain issued another one, and is no authority's.</summary>
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
