using AcrHealth.Registry;
using AcrHealth.Text;

namespace AcrHealth.Core.Tests.Text;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("got eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln, no", "got ***, no")]
    [InlineData("access_token=canary&service=a", "access_token=***&service=a")]
    [InlineData("token=canary", "token=***")]
    [InlineData("Password=canary wrong", "Password=*** wrong")]
    [InlineData("https://a/b?sig=canary", "https://a/b?sig=***")]
    [InlineData("claims eyJhdWQiOiJodHRwczovL21hbmFnZW1lbnQ", "claims ***")]
    [InlineData("got eyJhbGciOiAibm9uZSJ9 . eyJhdWQiOiAiaHR0cHM6Ly9tYW5 . c2ln", "got ***")]
    [InlineData("got header Authorization: Basic YWRtaW51c2VyOkh1bnRlcjI=", "got header Authorization: Basic ***")]
    [InlineData("unknown Bearer opaqueREFRESHtok3n0123456789.", "unknown Bearer ***")]
    [InlineData("Basic authentication is off", "Basic authentication is off")]
    [InlineData("""{"username":"u","password":"canary 1"}""", """{"username":"u","password":"***"}""")]
    [InlineData("""{\"accessToken\": \"canary\"}""", """{\"accessToken\": \"***\"}""")]
    [InlineData("password: Hunter2! is wrong", "password: *** is wrong")]
    [InlineData("password: expired.", "password: expired.")]
    [InlineData("its password in PASSWORD: `openssl pkcs12 -in a1.pfx`", "its password in PASSWORD: `openssl pkcs12 -in a1.pfx`")]
    [InlineData("sign in with the new password: `Connect-AzAccount`", "sign in with the new password: `Connect-AzAccount`")]
    [InlineData("sign in with the new password: `'/opt/my tools/docker' login a`", "sign in with the new password: `'/opt/my tools/docker' login a`")]
    [InlineData("the password: `Hunter2!` is wrong", "the password: *** is wrong")]
    [InlineData("http://user:canary@proxy:3128/", "http://***@proxy:3128/")]
    [InlineData("http://<canary:canary>@proxy:3128/", "http://***@proxy:3128/")]
    [InlineData("`export HTTPS_PROXY='http://<user>:<password>@<proxy>:<port>'`", "`export HTTPS_PROXY='http://<user>:<password>@<proxy>:<port>'`")]
    [InlineData("https://proxy:3128/@scope", "https://proxy:3128/@scope")]
    [InlineData("authentication required, visit https://aka.ms/acr/authorization", "authentication required, visit https://aka.ms/acr/authorization")]
    [InlineData("CONNECTIVITY_REFRESH_TOKEN_ERROR", "CONNECTIVITY_REFRESH_TOKEN_ERROR")]
    public void What_looks_like_a_secret_is_taken_out_and_nothing_else(string text, string shown) => Assert.Equal(shown, Secrets.Hide(text));

    // A hidden character would spoil the shape, and a cut in the middle would leave half a secret.
    [Theory]
    [InlineData("eyJhbGci\\u200bOiJub25lIn0.eyJzdWIiOiJhIn0.canary")]
    [InlineData("pass\\u200bword=canary")]
    public void What_a_registry_says_back_is_not_shown(string secret)
    {
        string before = new('x', UntrustedText.MessageLength - 40);

        RegistryError error = RegistryError.Parse($$"""{"errors":[{"code":"{{secret}}","message":"{{before}} {{secret}}{{new string('c', 5000)}}"}]}""")!;

        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("***", error.Message, StringComparison.Ordinal);
    }
}
