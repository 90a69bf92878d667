using AcrHealth.Registry;

namespace AcrHealth.Core.Tests.Registry;

public sealed class RegistryErrorTests
{
    [Theory]
    [InlineData("""{"errors":[{"code":"DENIED","message":"no access","detail":[{}]},{"code":"OTHER"}]}""", "DENIED", "no access")]
    [InlineData("""{"errors":[{"code":"DENIED"}]}""", "DENIED", "")]
    [InlineData("""{"errors":[{"message":"no access","code":7}]}""", "", "no access")]
    [InlineData("""{"error":"invalid_grant","error_description":"AADSTS70002: no"}""", "invalid_grant", "AADSTS70002: no")]
    [InlineData("""{"errors":[],"error":"invalid_grant"}""", "invalid_grant", "")]
    [InlineData("""{"errors":"no","error":"invalid_grant"}""", "invalid_grant", "")]
    [InlineData(" \r\n {\"errors\":[{\"code\":\"A\\u001b[31mB\",\"message\":\"a\\r\\nb\\u202e\"}]}", "AB", "a b")]
    public void The_first_error_of_a_body_is_read_and_cleaned(string body, string code, string message) =>
        Assert.Equal(new RegistryError(code, message), RegistryError.Parse(body));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"errors\":[]}")]
    [InlineData("{\"errors\":[null]}")]
    [InlineData("{\"errors\":[[\"code\"]]}")]
    [InlineData("{\"errors\":[{}]}")]
    [InlineData("{\"error\":{\"code\":\"x\"}}")]
    [InlineData("{\"error\":")]
    [InlineData("<html><body>403</body></html>")]
    [InlineData("{\"error\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00rrors\":1,\"error\":\"x\"}")]
    public void A_body_without_an_error_gives_none(string body) => Assert.Null(RegistryError.Parse(body));

    [Fact]
    public void Deep_and_huge_bodies_give_none_or_a_short_error()
    {
        Assert.Null(RegistryError.Parse("{\"errors\":" + new string('[', 100_000)));

        RegistryError error = RegistryError.Parse($$"""{"error":"{{new string('c', 200_000)}}","error_description":"{{new string('d', 200_000)}}"}""")!;
        Assert.InRange(error.ToString().Length, 1, 600);
    }

    [Theory]
    [InlineData("DENIED", "no access", "DENIED: no access")]
    [InlineData("DENIED", "", "DENIED")]
    [InlineData("", "no access", "no access")]
    public void It_is_shown_without_empty_parts(string code, string message, string shown) =>
        Assert.Equal(shown, new RegistryError(code, message).ToString());
}
