using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Network.Tls;

namespace AcrHealth.Core.Tests.Network.Tls;

/// <summary>Certificates that no authority would sign: each is judged, none makes the check crash.</summary>
public sealed class OddCertificateTests
{
    private static readonly TestCertificate Root = TestCertificate.Authority("Test root");

    [Theory]
    [InlineData(UniversalTagNumber.GeneralizedTime, "00000101000000Z")]
    [InlineData(UniversalTagNumber.GeneralizedTime, "20200101000000.5Z")]
    [InlineData(UniversalTagNumber.UtcTime, "200101000000+0500")]
    [InlineData(UniversalTagNumber.UtcTime, "2001010000Z")]
    [InlineData(UniversalTagNumber.UtcTime, "200230000000Z")]
    [InlineData(UniversalTagNumber.UtcTime, "200101000060Z")]
    [InlineData(UniversalTagNumber.UtcTime, "")]
    [InlineData(UniversalTagNumber.UtcTime, "yesterday")]
    public void A_date_that_is_none_is_the_problem(UniversalTagNumber type, string text)
    {
        CertificateValidator judge = Evaluate(RawCertificate.Create(Root, notBefore: (new Asn1Tag(type), text)));

        Assert.Contains(TlsProblem.InvalidDates, judge.Problems);
        Assert.Null(judge.Detail!.NotBefore);
        Assert.Contains("start or end date is not a valid X.509 time", Explain(judge), StringComparison.Ordinal);
    }

    [Fact]
    public void The_year_1_is_a_date_in_every_time_zone()
    {
        CertificateValidator judge = Evaluate(RawCertificate.Create(Root, notBefore: (RawCertificate.GeneralizedTime, "00010101000000Z")));

        Assert.Empty(judge.Problems);
        Assert.Equal(1, judge.Detail!.NotBefore!.Value.Year);
    }

    [Theory]
    [InlineData(UniversalTagNumber.UTF8String)]
    [InlineData(UniversalTagNumber.BMPString)]
    [InlineData(UniversalTagNumber.TeletexString)]
    [InlineData(UniversalTagNumber.UniversalString)]
    [InlineData(UniversalTagNumber.NumericString)]
    [InlineData(UniversalTagNumber.IA5String)]
    public void Any_type_of_string_in_the_subject_gives_a_verdict(UniversalTagNumber type)
    {
        CertificateValidator judge = Evaluate(RawCertificate.Create(Root, subject: (new Asn1Tag(type), [0x00, 0x00, 0x00, 0x1b])));

        Assert.NotNull(judge.Detail);
        Assert.DoesNotContain('\u001b', judge.Detail.Subject);
    }

    [Fact]
    public void An_empty_list_of_names_and_a_broken_one_are_lists_without_names()
    {
        Assert.Empty(Evaluate(RawCertificate.Create(Root, alternativeNames: RawCertificate.Names())).Detail!.Names);
        Assert.Empty(Evaluate(RawCertificate.Create(Root, alternativeNames: [0x30, 0x03, 0x82])).Detail!.Names);
    }

    [Fact]
    public void Of_a_list_of_10_000_names_100_are_kept()
    {
        string[] names = [.. Enumerable.Range(0, 10_000).Select(i => $"h{i}.test")];

        Assert.Equal(100, Evaluate(RawCertificate.Create(Root, alternativeNames: RawCertificate.Names(names))).Detail!.Names.Count);
    }

    [Fact]
    public void A_signature_of_another_key_is_named()
    {
        TestCertificate impostor = TestCertificate.Authority("Test root");

        CertificateValidator judge = Evaluate(TestCertificate.Server(impostor).Certificate);

        Assert.NotEmpty(judge.Problems);
        Assert.DoesNotContain("Callback", Explain(judge), StringComparison.Ordinal);
    }

    // The system throws, for example, over a chain of more than 100 certificates, before it asks the judge.
    [Fact]
    public void What_the_system_cannot_verify_at_all_is_a_failure_of_TLS()
    {
        TlsException failure = TlsFailure.Read(new CryptographicException("Error occurred during a cryptographic operation."), new CertificateValidator([]), [22, 3, 3]);

        Assert.Equal([TlsProblem.Unverifiable], failure.Problems);
        Assert.Contains("it is too long, or it has a field, key or algorithm", TlsDiagnosis.Explain("contoso.azurecr.io", failure), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error:0A00018F:SSL routines::ee key too small", TlsProblem.Refused, "ee key too small")]
    [InlineData("error:0A000410:SSL routines::ssl/tls alert handshake failure", TlsProblem.Alert, "alert handshake failure")]
    public void The_side_that_ended_the_handshake_is_reported(string said, object problem, string words)
    {
        var exception = new AuthenticationException("Authentication failed, see inner exception.", new InvalidOperationException(said));

        TlsException failure = TlsFailure.Read(exception, new CertificateValidator([]), [22, 3, 3, 0, 1, 11]);

        Assert.Equal([(TlsProblem)problem], failure.Problems);
        Assert.Contains(words, TlsDiagnosis.Explain("contoso.azurecr.io", failure), StringComparison.Ordinal);
    }

    private static CertificateValidator Evaluate(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        SslPolicyErrors errors = chain.Build(certificate) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
        var judge = new CertificateValidator(Root.Root);
        Assert.Equal(judge.Evaluate(null!, certificate, chain, errors), judge.Problems.Count == 0);
        return judge;
    }

    private static string Explain(CertificateValidator judge) => TlsDiagnosis.Explain("localhost", new(judge.Problems, judge.Detail, judge.Reason, null));
}
