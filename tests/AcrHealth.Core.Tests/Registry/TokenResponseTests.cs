using AcrHealth.Registry;

namespace AcrHealth.Core.Tests.Registry;

public sealed class TokenResponseTests
{
    [Theory]
    [InlineData("""{"access_token":"a"}""", "a")]
    [InlineData("""{"token":"b"}""", "b")]
    [InlineData("""{"token":"b","access_token":"a"}""", "a")]
    [InlineData("""{"access_token":"","token":"b"}""", "b")]
    [InlineData("""{"access_token":null,"token":"b"}""", "b")]
    [InlineData("""{"access_token":{"x":1},"token":"b"}""", "b")]
    [InlineData(""" { "expires_in": 3600, "access_token" : "a" } """, "a")]
    public void The_first_named_member_that_holds_a_token_is_it(string body, string token) =>
        Assert.Equal(token, TokenResponse.Read(body, "access_token", "token"));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"access_token\"")]
    [InlineData("{\"access_token\":1}")]
    [InlineData("{\"Access_Token\":\"a\"}")]
    [InlineData("{\"access_token\":\"a\"")]
    [InlineData("{\"access_token\":\"a\"} x")]
    [InlineData("<html>token</html>")]
    [InlineData("{\"access_token\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800ccess_token\":\"a\"}")]
    public void What_holds_no_token_gives_none(string body) => Assert.Null(TokenResponse.Read(body, "access_token", "token"));

    [Fact]
    public void Deep_nesting_gives_none() =>
        Assert.Null(TokenResponse.Read($"{{\"x\":{new string('[', 100_000)}{new string(']', 100_000)},\"access_token\":\"a\"}}", "access_token"));
}
