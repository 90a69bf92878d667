using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Details;

namespace AcrHealth.Network.Tls;

/// <summary>Judges the certificate that a server shows, and keeps what was seen.</summary>
/// <remarks>
/// Whether a certificate was revoked is taken from what is at hand: the answer that the server staples to its handshake, and what this
/// machine has cached. Lists and responders elsewhere on the network are not asked: this machine may reach nothing there, and a hostile
/// certificate could send it anywhere.
/// </remarks>
internal sealed class CertificateValidator(X509Certificate2Collection authorities)
{
    private const X509ChainStatusFlags RevocationUnknown = CertificateProblems.RevocationUnknown;

    // With SHA-1 and MD5, of RSA, ECDSA and DSA. OpenSSL's chains let them pass where the level of its configuration does; container
    // engines, which are written in Go, do not.
    private static readonly string[] WeakSignatures =
        ["1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1", "1.2.840.10040.4.3", "1.3.14.3.2.29"];

    /// <summary>What was seen; null until the server has shown a certificate.</summary>
    public CertificateDetail? Detail { get; private set; }

    public IReadOnlyList<TlsProblem> Problems { get; private set; } = [];

    /// <summary>What else is wrong, in the terms of X.509; empty if <see cref="Problems"/> says it all.</summary>
    public string Reason { get; private set; } = string.Empty;

    /// <summary>Whether only the caller's own authorities vouch for the certificate.</summary>
    public bool IsTrustedByCallerOnly { get; private set; }

    /// <summary>
    /// How the system's chain of a server is built: from what the server sent and this machine has. Issuers that are missing are not
    /// downloaded, for a certificate could send this machine anywhere.
    /// </summary>
    public static X509ChainPolicy NewPolicy(X509RevocationMode revocation) => new()
    {
        RevocationMode = revocation,
        RevocationFlag = X509RevocationFlag.ExcludeRoot,
        DisableCertificateDownloads = true,
    };

    /// <summary>The callback of <see cref="SslClientAuthenticationOptions"/>.</summary>
    public bool Evaluate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null)
        {
            Problems = [TlsProblem.NoCertificate];
            return false;
        }

        try
        {
            return Evaluate(certificate, chain, errors);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or FormatException or InvalidOperationException)
        {
            // A stranger wrote it: what the system cannot read or verify is the certificate's fault.
            Problems = [TlsProblem.Unverifiable];
            return false;
        }
    }

    private bool Evaluate(X509Certificate certificate, X509Chain chain, SslPolicyErrors errors)
    {
        using var leaf = new X509Certificate2(certificate);
        bool nameMismatch = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        X509ChainStatusFlags flags = Flags(chain);
        IReadOnlyList<string> names = CertificateReader.Subjects(chain);
        bool isWeak = IsWeak(chain);
        if ((flags & ~RevocationUnknown) != 0 && authorities.Count > 0)
        {
            using X509Chain own = CallerTrust.NewChain(chain, authorities);
            bool trusted = own.Build(leaf);
            IsTrustedByCallerOnly = trusted;

            // A chain that does not end at one of the caller's authorities says nothing that the system's does not say better.
            if (trusted || (Flags(own) & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) == 0)
            {
                flags = Flags(own);
                names = CertificateReader.Subjects(own);
                isWeak = IsWeak(own);
            }
        }

        flags |= isWeak ? X509ChainStatusFlags.HasWeakSignature : X509ChainStatusFlags.NoError;
        var validity = CertificateReader.Validity(leaf);
        Problems = [.. CertificateProblems.Of(leaf, validity, flags, nameMismatch)];
        Reason = CertificateProblems.Rest(flags);
        Detail = new()
        {
            Subject = CertificateReader.Subject(leaf),
            Issuer = CertificateReader.Issuer(leaf),
            Names = CertificateReader.AlternativeNames(leaf),
            NotBefore = validity?.NotBefore,
            NotAfter = validity?.NotAfter,
            Thumbprint = leaf.GetCertHashString(HashAlgorithmName.SHA256),
            Problems = [.. Problems.Select(problem => problem.ToString())],
            Chain = names,
        };
        return Problems.Count == 0;
    }

    private static X509ChainStatusFlags Flags(X509Chain chain) =>
        chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);

    // Nothing depends on what a root signs itself with.
    private static bool IsWeak(X509Chain chain) => chain.ChainElements.Any(element =>
        Array.IndexOf(WeakSignatures, element.Certificate.SignatureAlgorithm.Value) >= 0 && !CertificateProblems.IsSelfIssued(element.Certificate));
}
