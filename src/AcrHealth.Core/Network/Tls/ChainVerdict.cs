using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Network.Tls;

/// <summary>The verdict of a chain on a certificate.</summary>
/// <param name="Flags">The problems of the chain, in the terms of X.509.</param>
/// <param name="Subjects">The subjects, from the server's certificate upwards.</param>
/// <param name="IsWeak">Whether a certificate in it has a signature that container engines reject.</param>
internal sealed record ChainVerdict(X509ChainStatusFlags Flags, IReadOnlyList<string> Subjects, bool IsWeak)
{
    private const X509ChainStatusFlags Unreached = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;

    // With SHA-1 and MD5, of RSA, ECDSA and DSA. OpenSSL accepts them in chains if its configured security level does; container
    // engines, which are written in Go, do not.
    private static readonly string[] WeakSignatures =
        ["1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1", "1.2.840.10040.4.3", "1.3.14.3.2.29"];

    /// <summary>Whether nothing is wrong with it, except that revocation may be unknown.</summary>
    public bool IsTrusted => (Flags & ~CertificateProblems.RevocationUnknown) == 0;

    /// <summary>Whether it ends at an authority that is trusted.</summary>
    public bool ReachesAuthority => (Flags & Unreached) == 0;

    /// <summary>The verdict of a chain that has been built.</summary>
    public static ChainVerdict Of(X509Chain chain) => new(
        chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status),
        CertificateReader.Subjects(chain),
        IsWeakIn(chain));

    // The signature of a root on itself does not matter.
    private static bool IsWeakIn(X509Chain chain) => chain.ChainElements.Any(element =>
        Array.IndexOf(WeakSignatures, element.Certificate.SignatureAlgorithm.Value) >= 0 && !CertificateProblems.IsSelfIssued(element.Certificate));
}
