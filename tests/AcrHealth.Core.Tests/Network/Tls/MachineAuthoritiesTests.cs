using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Network.Tls;

namespace AcrHealth.Core.Tests.Network.Tls;

/// <summary>Chains to the authorities of this machine, of which only those are parsed that a chain may need.</summary>
public sealed class MachineAuthoritiesTests : IDisposable
{
    private static readonly TestCertificate Root = TestCertificate.Authority("Test root");
    private static readonly TestCertificate Intermediate = TestCertificate.Authority("Test intermediate", Root);

    private readonly TemporaryDirectory _store = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_authority_above_what_the_server_sent_is_found(bool isComplete)
    {
        Store(TestCertificate.Authority("Another root"), Root);

        ChainVerdict verdict = Judge(TestCertificate.Server(Intermediate), isComplete, Intermediate.Certificate);

        Assert.True(verdict.IsTrusted, verdict.Flags.ToString());
        Assert.Equal(["CN=localhost", "CN=Test intermediate", "CN=Test root"], verdict.Subjects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_intermediate_of_this_machine_completes_what_the_server_sent(bool isComplete)
    {
        Store(Intermediate, Root);

        Assert.True(Judge(TestCertificate.Server(Intermediate), isComplete).IsTrusted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_intermediate_without_its_root_is_not_trusted(bool isComplete)
    {
        Store(Intermediate);

        Assert.Equal(X509ChainStatusFlags.PartialChain, Judge(TestCertificate.Server(Intermediate), isComplete).Flags);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_authority_of_the_same_name_with_another_key_is_not_trusted(bool isComplete)
    {
        Store(TestCertificate.Authority("Test root"));

        Assert.False(Judge(TestCertificate.Server(Root), isComplete).IsTrusted);
    }

    [Theory]
    [InlineData(UniversalTagNumber.UTF8String, "Test root")]
    [InlineData(UniversalTagNumber.UTF8String, "TEST  ROOT")]
    [InlineData(UniversalTagNumber.BMPString, "Test root")]
    [InlineData(UniversalTagNumber.T61String, "test root")]
    public void An_authority_is_found_however_a_certificate_encodes_its_name(UniversalTagNumber encoding, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 root = Named("Test root", UniversalTagNumber.PrintableString, key);
        var authority = new AuthorityEntry(root.RawData);

        Assert.Equal(authority.Subject, LooseName.Of(NameOf(name, encoding).RawData));
        Assert.True(authority.IsSelfIssued);
    }

    [Fact]
    public void A_certificate_whose_issuer_is_encoded_in_another_way_is_trusted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 root = Named("Test root", UniversalTagNumber.PrintableString, key);
        _store.Write("root.pem", root.ExportCertificatePem());
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 leaf = new CertificateRequest("CN=localhost", leafKey, HashAlgorithmName.SHA256).Create(
            NameOf("Test root", UniversalTagNumber.UTF8String),
            X509SignatureGenerator.CreateForECDsa(key),
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1),
            [1, 2, 3]);

        ChainVerdict verdict = Judge(leaf, isComplete: false, []);

        Assert.True(verdict.IsTrusted, verdict.Flags.ToString());
    }

    [Fact]
    public void An_authority_that_is_added_later_is_trusted()
    {
        var machine = new MachineAuthorities(null, [_store], null, TimeSpan.Zero);
        Assert.True(machine.AreMissing);
        Assert.False(Judge(machine, TestCertificate.Server(Root).Certificate, isComplete: false, []).IsTrusted);

        Store(Root);
        Directory.SetLastWriteTimeUtc(_store, DateTime.UtcNow.AddSeconds(1));

        Assert.True(Judge(machine, TestCertificate.Server(Root).Certificate, isComplete: false, []).IsTrusted);
        Assert.False(machine.AreMissing);
    }

    public void Dispose() => _store.Dispose();

    private static X500DistinguishedName NameOf(string commonName, UniversalTagNumber encoding)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSetOf())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("2.5.4.3");
                    writer.WriteCharacterString(encoding, commonName);
                }
            }
        }

        return new(writer.Encode());
    }

    private static X509Certificate2 Named(string commonName, UniversalTagNumber encoding, ECDsa key)
    {
        var request = new CertificateRequest(NameOf(commonName, encoding), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static ChainVerdict Judge(MachineAuthorities machine, X509Certificate2 leaf, bool isComplete, X509Certificate2Collection sent)
    {
        // As the runtime hands it over, which found nothing in its own store.
        using var presented = new X509Chain { ChainPolicy = CertificateValidator.NewPolicy(X509RevocationMode.Offline) };
        presented.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        presented.ChainPolicy.ExtraStore.AddRange(sent);
        presented.Build(leaf);
        return machine.Judge(leaf, presented, isComplete);
    }

    private void Store(params TestCertificate[] certificates) =>
        _store.Write("bundle.crt", string.Join("\n", certificates.Select(certificate => certificate.Certificate.ExportCertificatePem())));

    private ChainVerdict Judge(TestCertificate server, bool isComplete, params X509Certificate2[] sent) => Judge(server.Certificate, isComplete, [.. sent]);

    private ChainVerdict Judge(X509Certificate2 leaf, bool isComplete, X509Certificate2Collection sent) =>
        Judge(new MachineAuthorities(null, [_store], null, TimeSpan.FromMinutes(1)), leaf, isComplete, sent);
}
