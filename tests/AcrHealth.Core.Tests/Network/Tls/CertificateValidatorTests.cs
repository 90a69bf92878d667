using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Network.Tls;

namespace AcrHealth.Core.Tests.Network.Tls;

/// <summary>Covers chains that cannot arrive over the wire: servers of this platform leave the root out of what they send.</summary>
public sealed class CertificateValidatorTests
{
    private static readonly TestCertificate Root = TestCertificate.Authority("Test root");

    [Fact]
    public void A_server_without_a_certificate_is_not_trusted_and_not_said_to_have_hung_up()
    {
        var judge = new CertificateValidator([]);

        Assert.False(judge.Evaluate(this, null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.Equal([TlsProblem.NoCertificate], judge.Problems);
    }

    [Fact]
    public void An_untrusted_root_that_was_sent_is_named()
    {
        CertificateValidator judge = Evaluate(TestCertificate.Server(Root), []);

        Assert.Equal([TlsProblem.UntrustedRoot], judge.Problems);
        Assert.Equal("CN=Test root", judge.Detail!.Chain[^1]);
        Assert.False(judge.IsTrustedByCallerOnly);
        Assert.Contains("CN=Test root", TlsDiagnosis.Explain("localhost", new(judge.Problems, judge.Detail, string.Empty, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_authority_of_the_caller_changes_nothing() =>
        Assert.Equal([TlsProblem.UntrustedRoot], Evaluate(TestCertificate.Server(Root), TestCertificate.Authority("Another root").Root).Problems);

    // A public certificate that has ended is not of an authority that nobody trusts, whatever else the caller vouches for.
    [Fact]
    public void What_the_system_sees_in_a_certificate_that_it_trusts_is_told_beside_another_authority_of_the_caller()
    {
        TestCertificate certificate = TestCertificate.Server(Root, validFrom: -20, validTo: -1);

        CertificateValidator judge = Evaluate(certificate, TestCertificate.Authority("Another root").Root, trustedBySystem: Root.Root);

        Assert.Equal([TlsProblem.Expired], judge.Problems);
        Assert.False(judge.IsTrustedByCallerOnly);
    }

    [Fact]
    public void The_callers_authority_does_not_excuse_a_wrong_name()
    {
        CertificateValidator judge = Evaluate(
            TestCertificate.Server(Root), Root.Root, SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch);

        Assert.Equal([TlsProblem.NameMismatch], judge.Problems);
    }

    // The leaf's own dates are good: saying that it had expired would send people to the wrong certificate.
    [Theory]
    [InlineData(-20, -1)]
    [InlineData(1, 20)]
    public void An_intermediate_outside_its_time_is_not_taken_for_the_servers_certificate(int validFrom, int validTo)
    {
        TestCertificate intermediate = TestCertificate.Authority("Old intermediate", Root, validFrom, validTo);

        CertificateValidator judge = Evaluate(TestCertificate.Server(intermediate), Root.Root);

        Assert.Equal([TlsProblem.IssuerNotTimeValid], judge.Problems);
    }

    [Fact]
    public void What_a_certificate_says_of_itself_is_cleaned()
    {
        CertificateValidator judge = Evaluate(TestCertificate.Authority("a\u001b[31mb"), []);

        Assert.Equal("CN=ab", judge.Detail!.Subject);
        Assert.Equal(["CN=ab"], judge.Detail.Chain);
    }

    [Fact]
    public void Without_a_certificate_there_is_nothing_to_trust()
    {
        var judge = new CertificateValidator([]);

        Assert.False(judge.Evaluate(this, null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.Null(judge.Detail);
    }

    private CertificateValidator Evaluate(
        TestCertificate certificate,
        X509Certificate2Collection authorities,
        SslPolicyErrors errors = SslPolicyErrors.RemoteCertificateChainErrors,
        X509Certificate2Collection? trustedBySystem = null)
    {
        // The chain as SslStream builds it: by the system's trust, from what the server sent.
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ExtraStore.AddRange(certificate.Issuers);
        if (trustedBySystem is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(trustedBySystem);
        }

        Assert.False(chain.Build(certificate.Certificate));

        var judge = new CertificateValidator(authorities);
        bool trusted = judge.Evaluate(this, certificate.Certificate, chain, errors);
        Assert.Equal(judge.Problems.Count == 0, trusted);
        return judge;
    }
}
