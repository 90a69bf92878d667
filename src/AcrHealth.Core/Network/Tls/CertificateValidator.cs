using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Details;

namespace AcrHealth.Network.Tls;

/// <summary>Validates the certificate that a server presents, and keeps its details.</summary>
/// <remarks>
/// Revocation is checked only with local data: the response that the server staples to its handshake, and the lists and responses that this
/// machine has cached. Lists and responders elsewhere on the network are not queried: this machine may not reach them, and a hostile
/// certificate could send it anywhere.
/// </remarks>
internal sealed class CertificateValidator(X509Certificate2Collection authorities)
{
    private const X509ChainStatusFlags RevocationUnknown = CertificateProblems.RevocationUnknown;

    // With SHA-1 and MD5, of RSA, ECDSA and DSA. OpenSSL accepts them in chains if its configured security level does; container
    // engines, which are written in Go, do not.
    private static readonly string[] WeakSignatures =
        ["1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1", "1.2.840.10040.4.3", "1.3.14.3.2.29"];

    /// <summary>The details of the certificate; null until the server has presented one.</summary>
    public CertificateDetail? Detail { get; private set; }

    public IReadOnlyList<TlsProblem> Problems { get; private set; } = [];

    /// <summary>The remaining problems, in the terms of X.509; empty if <see cref="Problems"/> covers all.</summary>
    public string Reason { get; private set; } = string.Empty;

    /// <summary>Whether only the caller's own authorities are trusted for the certificate.</summary>
    public bool IsTrustedByCallerOnly { get; private set; }

    /// <summary>
    /// Builds the policy of the system's chain for a server: from the certificates that the server sent and this machine has. Missing issuers are not
    /// downloaded, because a certificate could send this machine anywhere.
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
            // The certificate is untrusted input: if the system cannot read or verify it, that is the certificate's fault.
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

            // A chain that does not end at one of the caller's authorities adds nothing to the system's.
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

    // The signature of a root on itself does not matter.
    private static bool IsWeak(X509Chain chain) => chain.ChainElements.Any(element =>
        Array.IndexOf(WeakSignatures, element.Certificate.SignatureAlgorithm.Value) >= 0 && !CertificateProblems.IsSelfIssued(element.Certificate));
}
