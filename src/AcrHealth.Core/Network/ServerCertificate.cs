using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Details;
using AcrHealth.Text;

namespace AcrHealth.Network;

/// <summary>Judges the certificate that a server shows, and keeps what was seen.</summary>
/// <remarks>
/// Whether a certificate was revoked is taken from what is at hand: the answer that the server staples to its handshake, and what this
/// machine has cached. Lists and responders elsewhere on the network are not asked: this machine may reach nothing there, and a hostile
/// certificate could send it anywhere.
/// </remarks>
internal sealed class ServerCertificate(X509Certificate2Collection authorities)
{
    private const int MaximumNames = 100;
    private const int MaximumNameLength = 253;

    private const X509ChainStatusFlags RevocationUnknown = X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    // With SHA-1 and MD5, of RSA, ECDSA and DSA. OpenSSL's chains let them pass where the level of its configuration does; container
    // engines, which are written in Go, do not.
    private static readonly string[] WeakSignatures =
        ["1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1", "1.2.840.10040.4.3", "1.3.14.3.2.29"];

    /// <summary>What was seen; null until the server has shown a certificate.</summary>
    public CertificateDetail? Detail { get; private set; }

    public IReadOnlyList<TlsProblem> Problems { get; private set; } = [];

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
    public bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null)
        {
            Problems = [TlsProblem.Certificate];
            return false;
        }

        using var leaf = new X509Certificate2(certificate);
        bool nameMismatch = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        X509ChainStatusFlags flags = Flags(chain);
        IReadOnlyList<string> names = ChainNames(chain);
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
                names = ChainNames(own);
                isWeak = IsWeak(own);
            }
        }

        flags |= isWeak ? X509ChainStatusFlags.HasWeakSignature : X509ChainStatusFlags.NoError;
        Problems = [.. Explain(leaf, flags, nameMismatch)];
        Detail = new()
        {
            Subject = UntrustedText.Clean(leaf.Subject),
            Issuer = UntrustedText.Clean(leaf.Issuer),
            Names = AlternativeNames(leaf),
            NotBefore = leaf.NotBefore,
            NotAfter = leaf.NotAfter,
            Thumbprint = leaf.GetCertHashString(HashAlgorithmName.SHA256),
            Problems = [.. Problems.Select(problem => problem.ToString())],
            Chain = names,
        };
        return Problems.Count == 0;
    }

    private static IEnumerable<TlsProblem> Explain(X509Certificate2 leaf, X509ChainStatusFlags flags, bool nameMismatch)
    {
        if (nameMismatch)
        {
            yield return TlsProblem.NameMismatch;
        }

        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            // The flag is the whole chain's: whose time it is that has gone, or is to come, shows in the dates.
            yield return leaf.NotBefore > DateTime.Now ? TlsProblem.NotYetValid
                : leaf.NotAfter < DateTime.Now ? TlsProblem.Expired
                : TlsProblem.IssuerNotTimeValid;
        }

        if (flags.HasFlag(X509ChainStatusFlags.Revoked))
        {
            yield return TlsProblem.Revoked;
        }

        if ((flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
        {
            yield return IsSelfIssued(leaf) ? TlsProblem.SelfSigned
                : flags.HasFlag(X509ChainStatusFlags.PartialChain) ? TlsProblem.MissingIssuer
                : TlsProblem.UntrustedRoot;
        }

        if (flags.HasFlag(X509ChainStatusFlags.HasWeakSignature))
        {
            yield return TlsProblem.WeakSignature;
        }

        const X509ChainStatusFlags Told = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.Revoked | X509ChainStatusFlags.UntrustedRoot
            | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.HasWeakSignature | RevocationUnknown;
        if ((flags & ~Told) != 0)
        {
            yield return TlsProblem.Certificate;
        }
    }

    private static X509ChainStatusFlags Flags(X509Chain chain) =>
        chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);

    // Nothing depends on what a root signs itself with.
    private static bool IsWeak(X509Chain chain) => chain.ChainElements.Any(element =>
        Array.IndexOf(WeakSignatures, element.Certificate.SignatureAlgorithm.Value) >= 0 && !IsSelfIssued(element.Certificate));

    private static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static string[] ChainNames(X509Chain chain) =>
        [.. chain.ChainElements.Select(element => UntrustedText.Clean(element.Certificate.Subject))];

    private static string[] AlternativeNames(X509Certificate2 leaf)
    {
        try
        {
            X509SubjectAlternativeNameExtension? extension = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
            IEnumerable<string> names = extension is null
                ? []
                : extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()));
            return [.. names.Take(MaximumNames).Select(name => UntrustedText.Clean(name, MaximumNameLength))];
        }
        catch (CryptographicException)
        {
            // The server wrote what it liked there; whether the certificate is for our host has been judged without it.
            return [];
        }
    }
}
