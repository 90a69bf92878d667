using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Network.Tls;

/// <summary>Builds chains to the authorities that the caller trusts.</summary>
internal static class CallerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>A chain that ends in the caller's authorities, with what the server sent to build it from. The caller of this disposes of it.</summary>
    public static X509Chain NewChain(X509Chain presented, X509Certificate2Collection authorities)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.Offline;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreEndRevocationUnknown
            | X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown
            | X509VerificationFlags.IgnoreRootRevocationUnknown;
        chain.ChainPolicy.DisableCertificateDownloads = true;

        // A certificate for mail or for people is not a server's, whatever its issuer.
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        foreach (X509ChainElement element in presented.ChainElements)
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain;
    }
}
