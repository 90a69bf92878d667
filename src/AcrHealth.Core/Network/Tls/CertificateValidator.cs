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

    private bool Evaluate(X509Certificate certificate, X509Chain presented, SslPolicyErrors errors)
    {
        using var leaf = new X509Certificate2(certificate);
        ChainVerdict verdict = Verdict(leaf, presented);
        X509ChainStatusFlags flags = verdict.Flags | (verdict.IsWeak ? X509ChainStatusFlags.HasWeakSignature : X509ChainStatusFlags.NoError);
        var validity = CertificateReader.Validity(leaf);
        Problems = [.. CertificateProblems.Of(leaf, validity, flags, errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))];
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
            Chain = verdict.Subjects,
        };
        return Problems.Count == 0;
    }

    private ChainVerdict Verdict(X509Certificate2 leaf, X509Chain presented)
    {
        MachineAuthorities? machine = MachineAuthorities.Current;
        ChainVerdict verdict = machine?.Judge(leaf, presented, isComplete: false) ?? ChainVerdict.Of(presented);
        if (verdict.IsTrusted)
        {
            return verdict;
        }

        ChainVerdict? caller = authorities.Count > 0 ? OfCaller(leaf, presented) : null;
        IsTrustedByCallerOnly = caller is { IsTrusted: true };

        // A chain that does not end at one of the caller's authorities adds nothing to the machine's.
        return caller is { ReachesAuthority: true } ? caller : machine?.Judge(leaf, presented, isComplete: true) ?? verdict;
    }

    private ChainVerdict OfCaller(X509Certificate2 leaf, X509Chain presented)
    {
        using X509Chain chain = CallerTrust.NewChain(presented, authorities);
        chain.ChainPolicy.ExtraStore.AddRange(MachineAuthorities.Current?.Intermediates(leaf, presented) ?? []);
        chain.Build(leaf);
        return ChainVerdict.Of(chain);
    }
}
