using System.Buffers.Text;
using System.Net;
using System.Text;
using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Identity;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Checks.SignIn;

public sealed class CredentialCheckTests
{
    [Fact]
    public async Task An_expired_token_is_reported_with_both_times_in_UTC()
    {
        DateTimeOffset expiry = DateTimeOffset.Now.AddHours(-5);

        CheckOutcome outcome = await GivenAsync(Token($"{{\"exp\":{expiry.ToUnixTimeSeconds()}}}"));

        Assert.Equal("AccessTokenExpired", outcome.Finding?.Name);
        Assert.Contains($"expired on {expiry.UtcDateTime:yyyy-MM-dd HH:mm} UTC", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(expiry.Offset, Assert.IsType<CredentialDetail>(outcome.Detail).ExpiresOn!.Value.Offset);
    }

    [Theory]
    [InlineData("canary")]
    [InlineData("canary.canary.canary")]
    [InlineData("e30.WzFd.x")]
    public async Task An_invalid_JSON_Web_Token_is_reported_and_not_shown(string value)
    {
        CheckOutcome outcome = await GivenAsync(value);

        Assert.Equal("AccessTokenMalformed", outcome.Finding?.Name);
        Assert.DoesNotContain("canary", outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}\n")]
    [InlineData(" {0}")]
    [InlineData("{0}\r\n")]
    public async Task A_token_with_white_space_is_reported(string format)
    {
        string token = Token("{}");

        Assert.Equal("AccessTokenWithWhitespace", (await GivenAsync(format.Replace("{0}", token, StringComparison.Ordinal))).Finding?.Name);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com")]
    [InlineData("https://vault.azure.net")]
    [InlineData("https://storage.azure.com/")]
    [InlineData("00000003-0000-0000-c000-000000000000")]
    public async Task A_token_for_another_service_is_reported(string audience)
    {
        CheckOutcome outcome = await GivenAsync(Token($"{{\"aud\":\"{audience}\"}}"));

        Assert.Equal("AccessTokenForOtherService", outcome.Finding?.Name);
        Assert.Contains(audience, outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://containerregistry.azure.net")]
    [InlineData("https://containerregistry.azure.net/")]
    [InlineData("https://management.azure.com/")]
    [InlineData("https://management.core.windows.net/")]
    [InlineData("https://management.chinacloudapi.cn/")]
    [InlineData("6a0ec4d3-30cb-4a83-91c0-ae56bc0e3d26")]
    public async Task A_token_that_registries_may_accept_goes_on(string audience) =>
        Assert.Equal(CheckStatus.Passed, (await GivenAsync(Token($"{{\"aud\":\"{audience}\"}}"))).Status);

    [Fact]
    public async Task A_token_issued_by_the_registry_is_reported_with_its_user()
    {
        CheckOutcome outcome = await GivenAsync(Token("""{"iss":"Azure Container Registry","aud":"contoso.azurecr.io","grant_type":"refresh_token"}"""));

        Assert.Equal("AccessTokenOfRegistry", outcome.Finding?.Name);
        Assert.Contains("-Credential 00000000-0000-0000-0000-000000000000", outcome.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user\n", "word", "user name")]
    [InlineData("user", "word\r\n", "password")]
    [InlineData("user", " word", "password")]
    [InlineData("us\u0007er", "word\t", "user name and password")]
    public async Task Stray_white_space_in_a_credential_is_a_warning(string user, string password, string part)
    {
        CheckOutcome outcome = await RunAsync(new SignInMethod.Password(new NetworkCredential(user, password)));

        Assert.Equal(("CredentialWithWhitespace", CheckStatus.Warning), (outcome.Finding?.Name, outcome.Status));
        Assert.Contains($"({part})", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word ", outcome.Message.Replace("password ", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blanks_within_a_credential_are_its_own() =>
        Assert.Equal(CheckStatus.Passed, (await RunAsync(new SignInMethod.Password(new NetworkCredential("some user", "pass word")))).Status);

    [Fact]
    public async Task An_expired_token_of_an_identity_is_reported_with_its_source()
    {
        var source = new Source(new EntraToken(Token("{}"), DateTimeOffset.UtcNow.AddMinutes(-1), "AzureCliCredential"));

        CheckOutcome outcome = await CheckTestBed.RunAsync(new CredentialCheck(), "contoso", new HealthCheckOptions(), source);

        Assert.Equal("IdentityTokenExpired", outcome.Finding?.Name);
        Assert.StartsWith("Azure CLI gave a token", outcome.Message, StringComparison.Ordinal);
    }

    private static Task<CheckOutcome> GivenAsync(string token) => RunAsync(new SignInMethod.Token(token, null));

    private static Task<CheckOutcome> RunAsync(SignInMethod signIn) => CheckTestBed.RunAsync(new CredentialCheck(), "contoso", new HealthCheckOptions { SignIn = signIn });

    private static string Token(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.x";

    private sealed class Source(EntraToken token) : IEntraTokenSource
    {
        public Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellationToken) => Task.FromResult(token);
    }
}
