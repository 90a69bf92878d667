using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Network.Tls;

/// <summary>Names the problems of a server's certificate, the most informative first.</summary>
internal static class CertificateProblems
{
    /// <summary>The flags that mean only that revocation was not checked.</summary>
    public const X509ChainStatusFlags RevocationUnknown = X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    private const X509ChainStatusFlags NameConstraints = X509ChainStatusFlags.InvalidNameConstraints
        | X509ChainStatusFlags.HasNotSupportedNameConstraint | X509ChainStatusFlags.HasNotDefinedNameConstraint
        | X509ChainStatusFlags.HasNotPermittedNameConstraint | X509ChainStatusFlags.HasExcludedNameConstraint;

    private const X509ChainStatusFlags Extensions = X509ChainStatusFlags.InvalidExtension | X509ChainStatusFlags.HasNotSupportedCriticalExtension;

    private const X509ChainStatusFlags Untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    private const X509ChainStatusFlags Named = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.Revoked | Untrusted
        | X509ChainStatusFlags.HasWeakSignature | X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.NotValidForUsage
        | X509ChainStatusFlags.InvalidBasicConstraints | NameConstraints | Extensions | RevocationUnknown;

    // One problem for several flags; the order of these is that of the messages.
    private static readonly (X509ChainStatusFlags Flags, TlsProblem Problem)[] OfFlags =
    [
        (X509ChainStatusFlags.Revoked, TlsProblem.Revoked),
        (X509ChainStatusFlags.NotSignatureValid, TlsProblem.BadSignature),
        (Untrusted, TlsProblem.UntrustedRoot),
        (X509ChainStatusFlags.HasWeakSignature, TlsProblem.WeakSignature),
        (X509ChainStatusFlags.NotValidForUsage, TlsProblem.WrongUsage),
        (X509ChainStatusFlags.InvalidBasicConstraints, TlsProblem.IssuerNotAuthority),
        (NameConstraints, TlsProblem.NameNotPermitted),
        (Extensions, TlsProblem.UnsupportedExtension),
        (~Named, TlsProblem.Certificate),
    ];

    /// <summary>The problems; none if the certificate is good.</summary>
    public static IEnumerable<TlsProblem> Of(
        X509Certificate2 leaf, (DateTimeOffset NotBefore, DateTimeOffset NotAfter)? validity, X509ChainStatusFlags flags, bool nameMismatch)
    {
        if (nameMismatch)
        {
            yield return TlsProblem.NameMismatch;
        }

        if (validity is not { } times)
        {
            yield return TlsProblem.InvalidDates;
        }
        else if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            // The flag covers the whole chain: the dates show which certificate has expired or is not valid yet.
            DateTimeOffset now = DateTimeOffset.UtcNow;
            yield return times.NotBefore > now ? TlsProblem.NotYetValid : times.NotAfter < now ? TlsProblem.Expired : TlsProblem.IssuerNotTimeValid;
        }

        foreach ((X509ChainStatusFlags mask, TlsProblem problem) in OfFlags)
        {
            if ((flags & mask) != 0)
            {
                yield return problem != TlsProblem.UntrustedRoot ? problem
                    : IsSelfIssued(leaf) ? TlsProblem.SelfSigned
                    : flags.HasFlag(X509ChainStatusFlags.PartialChain) ? TlsProblem.MissingIssuer
                    : problem;
            }
        }
    }

    /// <summary>The X.509 terms for the flags that have no problem of their own; empty if there are none.</summary>
    public static string Rest(X509ChainStatusFlags flags) => (flags & ~Named) == 0 ? string.Empty : (flags & ~Named).ToString();

    public static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
