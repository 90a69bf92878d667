using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Details;
using AcrHealth.Network.Dns;
using AcrHealth.Network.Tls;
using AcrHealth.Registry;
using AcrHealth.Targets;

namespace AcrHealth.Fuzz.Tests;

/// <summary>Covers the defects that fuzzing, and reading with the eyes of a hostile peer, have found, each by its name.</summary>
public sealed class RegressionTests
{
    private static readonly CloudChoice AnyCloud = new(null, null);

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("{\"a\":1\ude00}")]
    public void Half_a_surrogate_pair_between_the_pieces_of_a_body_is_no_token_and_no_error(string body)
    {
        Assert.Null(TokenResponse.Read(body, "a"));
        Assert.Null(RegistryError.Parse(body));
    }

    [Fact]
    public void An_escape_sequence_in_a_DNS_label_is_in_neither_the_region_nor_the_chain()
    {
        var explanation = new DnsExplanation { Outcome = DnsOutcomes.Answered, Chain = ["n.\u001b[2Jeast\u202eus.cloudapp.azure.com"] };

        DnsDetail detail = DnsReading.Detail("contoso.azurecr.io", [], null, explanation);

        Assert.Equal("eastus", detail.Region);
        Assert.Equal(["n.eastus.cloudapp.azure.com"], detail.Explanation!.Chain);
    }

    [Fact]
    public void A_chain_of_thousands_of_names_is_cut()
    {
        var explanation = new DnsExplanation { Outcome = DnsOutcomes.Answered, Chain = [.. Enumerable.Repeat(new string('a', 1000), 5000)] };

        DnsDetail detail = DnsReading.Detail("contoso.azurecr.io", [], null, explanation);

        Assert.Equal(32, detail.Explanation!.Chain.Count);
        Assert.All(detail.Explanation.Chain, name => Assert.InRange(name.Length, 1, 254));
    }

    [Theory]
    [InlineData("myhost:443", "myhost", 443)]
    [InlineData("localhost:443", "localhost", 443)]
    [InlineData("t:5000", "t", 5000)]
    public void A_host_of_one_word_is_told_so_that_it_is_not_taken_for_a_registrys_name(string text, string host, int port)
    {
        RegistryTarget target = RegistryParser.Parse(RegistryParser.Parse(text, AnyCloud).DisplayName, AnyCloud);

        Assert.Equal((host, port, null), (target.Host, target.Port, target.Cloud));
    }

    [Fact]
    public void A_name_that_becomes_an_address_when_it_is_put_into_ASCII_is_that_address()
    {
        RegistryTarget target = RegistryParser.Parse("127.0\u00ad.0.1", AnyCloud);

        Assert.Equal("127.0.0.1", target.Host);
        Assert.True(target.IsSameOrigin(target.Url("/v2/")));
    }

    [Theory]
    [InlineData("0._")]
    [InlineData("a.b.c.d._")]
    public void A_host_that_no_URL_takes_is_refused_when_it_is_read(string text) =>
        Assert.Throws<FormatException>(() => RegistryParser.Parse(text, AnyCloud));

    [Theory]
    [InlineData("https://localhost:5000//elsewhere.invalid/oauth2/token")]
    [InlineData("https://localhost:5000/%2F/elsewhere.invalid/oauth2/token?a=b#c")]
    public void A_realm_whose_path_looks_like_a_host_stays_where_it_is(string realm)
    {
        var challenge = new RegistryChallenge(null!, new Uri(realm), "localhost:5000");

        Uri url = challenge.TokensWith("service=a");

        Assert.Equal("localhost:5000", url.Authority);
        Assert.Equal(new Uri(realm).AbsolutePath, url.AbsolutePath);
        Assert.Equal("?service=a", url.Query);
        Assert.Equal("localhost:5000", challenge.Exchange.Authority);
    }

    [Theory]
    [InlineData(new byte[] { 0x30, 0x03, 0x02, 0x01, 0x01 })]
    [InlineData(new byte[] { 0x30, 0x82, 0xff })]
    [InlineData(new byte[] { 0x30, 0x05, 0x87, 0x03, 1, 2, 3 })]
    public void A_certificate_with_unreadable_names_still_gets_a_verdict(byte[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension("2.5.29.17", names, critical: false));
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var chain = new X509Chain();
        var judge = new CertificateValidator([]);

        Assert.False(judge.Evaluate(this, certificate, chain, SslPolicyErrors.RemoteCertificateNameMismatch));
        Assert.Equal("CN=localhost", judge.Detail!.Subject);
        Assert.Empty(judge.Detail.Names);
    }
}
