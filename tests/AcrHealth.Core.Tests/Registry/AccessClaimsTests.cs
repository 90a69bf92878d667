using System.Buffers.Text;
using System.Text;
using AcrHealth.Registry;

namespace AcrHealth.Core.Tests.Registry;

public sealed class AccessClaimsTests
{
    [Theory]
    [InlineData("""{"access":[{"type":"repository","name":"app","actions":["pull"]}]}""", "pull")]
    [InlineData("""{"access":[{"Type":"repository","Name":"app","Actions":["pull","push"]}]}""", "pull,push")]
    [InlineData("""{"Access":[{"TYPE":"Repository","NAME":"app","ACTIONS":["pull"]}]}""", "pull")]
    [InlineData("""{"access":[{"Type":"repository","Name":"*","Actions":["pull"]}]}""", "pull")]
    [InlineData("""{"access":[{"Type":"repository","Name":"*","Actions":["*"]}]}""", "*")]
    [InlineData("""{"access":[{"Type":"repository","Name":"a*","Actions":["pull"]}]}""", "pull")]
    [InlineData("""{"access":[{"Type":"repository","Name":"app","Actions":["pull"]},{"Type":"repository","Name":"*","Actions":["pull","delete"]}]}""", "pull,delete")]
    [InlineData("""{"access":[{"Type":"repository","Name":"App","Actions":["pull"]}]}""", "")]
    [InlineData("""{"access":[{"Type":"repository","Name":"app/*","Actions":["pull"]}]}""", "")]
    [InlineData("""{"access":[{"Type":"registry","Name":"*","Actions":["pull"]}]}""", "")]
    [InlineData("""{"access":[{"Type":"repository","Name":"app","Actions":"pull"},7,null]}""", "")]
    [InlineData("""{"access":[]}""", "")]
    [InlineData("""{"access":null}""", "")]
    public void The_actions_on_a_repository_are_read_in_any_casing_and_with_wildcards(string claims, string actions) =>
        Assert.Equal(actions, string.Join(',', AccessClaims.Actions(Token(claims), "app")!));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"access":"all"}""")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    public void A_token_that_does_not_say_gives_null(string claims) => Assert.Null(AccessClaims.Actions(Token(claims), "app"));

    [Fact]
    public void A_token_that_is_no_JWT_gives_null() => Assert.Null(AccessClaims.Actions("opaque", "app"));

    private static string Token(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.x";
}
