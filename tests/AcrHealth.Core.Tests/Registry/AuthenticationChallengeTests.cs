using AcrHealth.Registry;

namespace AcrHealth.Core.Tests.Registry;

public sealed class AuthenticationChallengeTests
{
    private const string Realm = "https://contoso.azurecr.io/oauth2/token";

    [Theory]
    [InlineData("""Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io" """)]
    [InlineData("""Bearer service="contoso.azurecr.io",realm="https://contoso.azurecr.io/oauth2/token" """)]
    [InlineData("""bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io",scope="" """)]
    [InlineData("""BEARER REALM="https://contoso.azurecr.io/oauth2/token", Service="contoso.azurecr.io" """)]
    [InlineData("""Bearer realm = "https://contoso.azurecr.io/oauth2/token" , service = "contoso.azurecr.io" """)]
    [InlineData("""Bearer realm="https://contoso.azurecr.io/oauth2/token" service="contoso.azurecr.io" """)]
    [InlineData("""Bearer  ,, realm="https://contoso.azurecr.io/oauth2/token",,service="contoso.azurecr.io",""")]
    [InlineData("Bearer realm=https://contoso.azurecr.io/oauth2/token,service=contoso.azurecr.io")]
    [InlineData("""Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io",realm="https://evil.example" """)]
    [InlineData("""Bearer realm="https:\/\/contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io" """)]
    [InlineData("""Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io""")]
    [InlineData("""Bearer error="invalid_token, try again",realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io" """)]
    [InlineData("""Bearer error="say \"Basic realm=x\"",realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io" """)]
    [InlineData("""Basic realm="a, b", Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io" """)]
    [InlineData("""Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io", Basic realm="contoso" """)]
    [InlineData("""Negotiate, NTLM TlRMTVNTUAACAAAA==, Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io" """)]
    [InlineData("""lost="parameter", Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io" """)]
    [InlineData("""= "" , Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io" """)]
    public void The_bearer_challenge_is_found_however_it_is_written(string header)
    {
        AuthenticationChallenge bearer = Assert.Single(AuthenticationChallenge.Parse([header]), challenge => challenge.Is("Bearer"));

        Assert.Equal(Realm, bearer.Parameters["realm"]);
        Assert.Equal("contoso.azurecr.io", bearer.Parameters["service"]);
    }

    [Fact]
    public void Several_headers_and_several_schemes_keep_their_order() => Assert.Equal(
        ["Negotiate", "Basic", "Bearer", "Digest"],
        AuthenticationChallenge.Parse(["Negotiate, Basic realm=\"x\"", "Bearer realm=\"y\", Digest qop=\"auth\""]).Select(challenge => challenge.Scheme));

    [Fact]
    public void A_doubled_header_gives_the_challenge_twice_and_the_first_is_whole()
    {
        const string Header = "Bearer realm=\"https://contoso.azurecr.io/oauth2/token\",service=\"contoso.azurecr.io\"";

        IReadOnlyList<AuthenticationChallenge> challenges = AuthenticationChallenge.Parse([Header + "," + Header]);

        Assert.Equal(2, challenges.Count);
        Assert.All(challenges, challenge => Assert.Equal(Realm, challenge.Parameters["realm"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ,;\t\"\" ")]
    [InlineData("realm=\"x\"")]
    [InlineData("realm=\"x")]
    [InlineData("=")]
    [InlineData("레지스트리")]
    public void A_header_without_a_scheme_has_no_challenge(string header) => Assert.Empty(AuthenticationChallenge.Parse([header]));

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ,")]
    [InlineData("Bearer \"realm\"")]
    [InlineData("Bearer ; realm=\"x\"")]
    public void A_scheme_alone_has_no_parameters(string header)
    {
        AuthenticationChallenge challenge = Assert.Single(AuthenticationChallenge.Parse([header]), challenge => challenge.Is("bearer"));

        Assert.Empty(challenge.Parameters);
    }

    [Theory]
    [InlineData("Bearer realm=\"", "")]
    [InlineData("Bearer realm=\"x", "x")]
    [InlineData("Bearer realm=\"x\\", "x\\")]
    [InlineData("Bearer realm=\"x\\\"", "x\"")]
    [InlineData("Bearer realm=", "")]
    [InlineData("Bearer realm=\"\"", "")]
    [InlineData("Bearer realm=\"a\\\\b\"", "a\\b")]
    public void Values_without_an_end_end_with_the_header(string header, string value) =>
        Assert.Equal(value, Assert.Single(AuthenticationChallenge.Parse([header])).Parameters["realm"]);

    [Theory]
    [InlineData("a")]
    [InlineData("a ")]
    [InlineData("a,")]
    [InlineData("a=b,")]
    [InlineData("a=\"")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData(" ")]
    [InlineData("Bearer a=b, ")]
    [InlineData("Bearer a=\"\\\"\", ")]
    public void A_megabyte_of_anything_is_read_in_proportion(string unit)
    {
        string header = "Bearer realm=\"x\", " + string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length));

        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<AuthenticationChallenge> challenges = AuthenticationChallenge.Parse([header]);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(challenges.Count, 1, 16);
        Assert.All(challenges, challenge => Assert.InRange(challenge.Parameters.Count, 0, 32));
        Assert.Equal("x", challenges[0].Parameters["realm"]);
        Assert.InRange(allocated, 0, 64L << 20);
    }

    [Fact]
    public void No_beginning_of_a_challenge_makes_the_parser_fail()
    {
        const string Header = "Basic realm=\"a, \\\"b\\\"\", NTLM abc==, Bearer realm = \"https://x/\\\\\",service=y , scope=\"\"";

        for (int length = 0; length <= Header.Length; length++)
        {
            Assert.All(AuthenticationChallenge.Parse([Header[..length]]), challenge => Assert.NotEmpty(challenge.Scheme));
        }

        Assert.Equal(["Basic", "NTLM", "Bearer"], AuthenticationChallenge.Parse([Header]).Select(challenge => challenge.Scheme));
    }
}
