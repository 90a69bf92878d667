using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>A server's certificate and the result of its validation on this machine.</summary>
public sealed class CertificateDetail
{
    /// <summary>The subject's distinguished name.</summary>
    public required string Subject { get; init; }

    /// <summary>The issuer's distinguished name.</summary>
    public required string Issuer { get; init; }

    /// <summary>The host names and addresses that the certificate is for.</summary>
    public IReadOnlyList<string> Names { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The start of its validity, in local time.</summary>
    public required DateTimeOffset? NotBefore { get; init; }

    /// <summary>The end of its validity, in local time.</summary>
    public required DateTimeOffset? NotAfter { get; init; }

    /// <summary>The SHA-256 thumbprint in hexadecimal digits.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>
    /// The validation errors, one word per element: NameMismatch, Expired, NotYetValid, IssuerNotTimeValid, Revoked, SelfSigned, UntrustedRoot,
    /// MissingIssuer, WeakSignature or Certificate for anything else.
    /// </summary>
    public IReadOnlyList<string> Problems { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The distinguished names from the certificate to the last certificate authority that was found.</summary>
    public IReadOnlyList<string> Chain { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Subject;
}
