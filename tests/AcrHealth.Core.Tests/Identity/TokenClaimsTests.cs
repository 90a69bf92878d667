using System.Buffers.Text;
using System.Text;
using AcrHealth.Identity;

namespace AcrHealth.Core.Tests.Identity;

public sealed class TokenClaimsTests
{
    [Fact]
    public void The_claims_of_a_token_are_read()
    {
        TokenClaims claims = TokenClaims.Read(Token("""{"aud":"https://management.azure.com","tid":"t","oid":"o","appid":"a","azp":"z","exp":1700000000}"""));

        Assert.Equal(new TokenClaims("https://management.azure.com", "t", "o", "a", DateTimeOffset.FromUnixTimeSeconds(1700000000)), claims);
    }

    [Fact]
    public void A_version_2_token_names_its_application_in_azp() => Assert.Equal("z", TokenClaims.Read(Token("""{"azp":"z"}""")).ApplicationId);

    // Payloads of every length modulo three: the encoding leaves their padding out.
    [Theory]
    [InlineData("""{"tid":"a"}""", "a")]
    [InlineData("""{"tid":"ab"}""", "ab")]
    [InlineData("""{"tid":"abc"}""", "abc")]
    [InlineData("""{"tid":"ü>?ÿ레"}""", "ü>?ÿ레")]
    [InlineData("{\"tid\":\"a\\u001b[31mb\\u202e\"}", "ab")]
    public void Any_payload_is_decoded_and_cleaned(string payload, string tenant) => Assert.Equal(tenant, TokenClaims.Read(Token(payload)).TenantId);

    [Theory]
    [InlineData("""{"exp":"1700000000"}""")]
    [InlineData("""{"exp":1700000000.5}""")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":1e300}""")]
    [InlineData("""{"exp":253402300800}""")]
    [InlineData("""{"aud":[1,"a"],"tid":1,"oid":null,"appid":{},"exp":true}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{\"tid\":\"\\ud800\"}")]
    public void Claims_of_other_types_are_none(string payload) => Assert.Equal(TokenClaims.None, TokenClaims.Read(Token(payload)));

    [Fact]
    public void A_payload_that_is_not_UTF_8_has_no_claims() =>
        Assert.Equal(TokenClaims.None, TokenClaims.Read($"e30.{Base64Url.EncodeToString([.. "{\"tid\":\""u8, 0xff, 0xfe, .. "\"}"u8])}.x"));

    [Theory]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e")]
    [InlineData("..")]
    [InlineData("a.!!!.c")]
    [InlineData("a.eyJ0aWQiOiJ0In.c")]
    [InlineData("a.레지스트리.c")]
    public void What_is_no_JSON_web_token_has_no_claims(string token) => Assert.Equal(TokenClaims.None, TokenClaims.Read(token));

    private static string Token(string payload) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.signature";
}
