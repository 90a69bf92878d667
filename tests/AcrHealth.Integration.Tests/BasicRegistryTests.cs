using System.Management.Automation;
using System.Net;
using AcrHealth.Integration.Tests.Certificates;
using AcrHealth.Integration.Tests.Registries;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests;

/// <summary>Covers a third-party registry: Debian's docker-registry over TLS, which asks for a user name and password (Basic).</summary>
public sealed class BasicRegistryTests(GuardedRegistry registry) : IClassFixture<GuardedRegistry>, IAsyncLifetime
{
    private EnvironmentScope? _environment;

    public async ValueTask InitializeAsync()
    {
        await registry.StartAsync();

        // The loopback is not behind the proxy of the machine that the tests run on.
        _environment = new(("https_proxy", null), ("HTTPS_PROXY", null), ("all_proxy", null), ("ALL_PROXY", null), ("AZURE_AUTHORITY_HOST", null));
    }

    public ValueTask DisposeAsync()
    {
        _environment?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void With_an_Entra_token_it_is_CONNECTIVITY_AAD_LOGIN_ERROR_and_the_token_is_not_sent()
    {
        ScriptOutcome outcome = Check("-AccessToken $secret -CACertificate $authorities", Secure(registry.Azure.Identity.IssueEntraToken()));

        AssertNoEntraLogin(outcome);
    }

    [Fact]
    public void With_an_identity_in_the_environment_it_is_CONNECTIVITY_AAD_LOGIN_ERROR_though_the_identity_signs_in()
    {
        using var _ = new EnvironmentScope(registry.Azure.EnvironmentVariables.Select(variable => (variable.Key, (string?)variable.Value)));

        ScriptOutcome outcome = Check("-CACertificate $authorities");

        AssertNoEntraLogin(outcome);
        Assert.Equal("Passed", outcome.Check("Credential").Status);
    }

    [Fact]
    public void With_the_right_password_nothing_fails()
    {
        ScriptOutcome outcome = WithPassword(registry.Password);

        Assert.Empty(outcome.Errors);
        Assert.DoesNotContain(outcome.Results, result => result.Status is "Failed" or "Warning");
        Assert.All(["Dns", "Tls", "Challenge", "AccessToken"], check => Assert.Equal("Passed", outcome.Check(check).Status));
        Assert.All(["EntraLogin", "RefreshToken"], check => Assert.Empty(outcome.Check(check).BlockedBy));
    }

    [Fact]
    public void With_a_wrong_password_it_is_CONNECTIVITY_ACCESS_TOKEN_ERROR_with_the_registrys_own_error()
    {
        const string Wrong = "a password that nobody has";

        CheckResult failed = Assert.Single(WithPassword(Wrong).Results, result => result.Status == "Failed");

        Assert.Equal("AccessToken", failed.Check);
        Assert.Equal("CONNECTIVITY_ACCESS_TOKEN_ERROR", failed.ErrorCode);
        Assert.Contains("UNAUTHORIZED", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, PSSerializer.Serialize(failed.Source), StringComparison.Ordinal);
    }

    [Fact]
    public void Anonymously_it_is_CONNECTIVITY_ACCESS_TOKEN_ERROR()
    {
        CheckResult failed = Assert.Single(Check("-Anonymous -CACertificate $authorities").Results, result => result.Status == "Failed");

        Assert.Equal("AccessToken", failed.Check);
        Assert.Equal("CONNECTIVITY_ACCESS_TOKEN_ERROR", failed.ErrorCode);
        Assert.Contains(failed.Remediation, step => step.Contains("-Credential", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_authority_it_is_CONNECTIVITY_SSL_ERROR_that_names_it()
    {
        ScriptOutcome outcome = Check("-Anonymous");

        CheckResult failed = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal("Tls", failed.Check);
        Assert.Equal("CONNECTIVITY_SSL_ERROR", failed.ErrorCode);
        Assert.Contains(TestAuthority.Name, failed.Message, StringComparison.Ordinal);
        Assert.Equal(["Tls"], outcome.Check("Challenge").BlockedBy);
    }

    private void AssertNoEntraLogin(ScriptOutcome outcome)
    {
        CheckResult failed = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal("EntraLogin", failed.Check);
        Assert.Equal("CONNECTIVITY_AAD_LOGIN_ERROR", failed.ErrorCode);
        Assert.Contains("-Credential", failed.Remediation[0], StringComparison.Ordinal);
        Assert.Equal("Passed", outcome.Check("Challenge").Status);
        Assert.Equal(["EntraLogin"], outcome.Check("RefreshToken").BlockedBy);
        Assert.Contains("\"GET /v2/ HTTP", registry.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("\"POST ", registry.Log, StringComparison.Ordinal);
    }

    private static System.Security.SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    private ScriptOutcome WithPassword(string password) =>
        Check("-Credential $secret -CACertificate $authorities", new PSCredential(GuardedRegistry.UserName, Secure(password)));

    // The authorities are given as the paths of their files.
    private ScriptOutcome Check(string parameters, object? secret = null)
    {
        using var engine = new ModuleEngine();
        return engine.Run(
            "param($registry, $authorities, $secret) Test-AcrHealth $registry -ExcludeCheck Docker*, Helm* " + parameters,
            registry.LoginServer,
            new[] { registry.AuthorityFile, registry.AzureAuthorityFile },
            secret);
    }
}
