using System.Collections;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the registry's refusals at the steps of signing in, and its grants.</summary>
public sealed class SignInStepTests(Simulated simulated)
{
    private const string Secure = "param($registry, $authority, $secret, $user) $secure = [securestring]::new(); $secret.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; ";

    private AzureSimulator Azure => simulated.Azure;

    [Theory]
    [InlineData("firewall-exchange", "RefreshToken", "CONNECTIVITY_REFRESH_TOKEN_ERROR")]
    [InlineData("firewall-token", "AccessToken", "CONNECTIVITY_ACCESS_TOKEN_ERROR")]
    [InlineData("firewall-api", "RegistryApi", "REGISTRY_API_ERROR")]
    public void A_firewall_that_refuses_after_the_challenge_is_reported_with_the_client_address(string fault, string check, string code)
    {
        using var engine = new ModuleEngine();

        CheckResult failure = simulated.Check(engine, Azure[fault].LoginServer).Check(check);

        Assert.Equal(("FirewallRefusedSignIn", code), (failure.Finding, failure.ErrorCode));
        Assert.Contains("203.0.113.7", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--ip-address 203.0.113.7", failure.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://containerregistry.azure.net", "ExchangeRefused", "--role AcrPull")]
    [InlineData("https://management.azure.com/", "ResourceManagerTokenRefused", "https://containerregistry.azure.net")]
    public void A_refused_exchange_is_reported_by_the_audience_of_the_token(string audience, string finding, string remedy)
    {
        using var engine = new ModuleEngine();

        CheckResult failure = WithToken(engine, "refresh-denied", Azure.Identity.IssueEntraToken(audience: audience)).Check("RefreshToken");

        Assert.Equal((finding, "CONNECTIVITY_REFRESH_TOKEN_ERROR"), (failure.Finding, failure.ErrorCode));
        Assert.Contains(remedy, failure.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_exchange_names_the_identity_and_its_tenant()
    {
        using var engine = new ModuleEngine();

        CheckResult failure = simulated.Check(engine, Azure["refresh-denied"].LoginServer).Check("RefreshToken");

        Assert.Contains(Azure.Identity.ClientId, failure.Message, StringComparison.Ordinal);
        Assert.Contains(Azure.Identity.TenantId, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"--assignee {Azure.Identity.ObjectId}", failure.Remediation[0], StringComparison.Ordinal);
        Assert.Contains("ABAC", failure.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_without_Entra_says_what_it_accepts()
    {
        using var engine = new ModuleEngine();

        Assert.Equal("EntraSignInNotOffered", simulated.Check(engine, Azure["basic-only"].LoginServer).Check("EntraLogin").Finding);
        Assert.Equal("AnonymousAccessNotOffered", simulated.CheckOnly(engine, Azure["basic-only"].LoginServer, "-Anonymous").Check("AccessToken").Finding);
    }

    [Fact]
    public void Refused_anonymous_access_is_reported_with_the_repository()
    {
        using var engine = new ModuleEngine();

        CheckResult failure = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, $"-Anonymous -Repository {SimulatedRegistry.Repository}").Check("AccessToken");

        Assert.Equal("AnonymousAccessRefused", failure.Finding);
        Assert.Contains(SimulatedRegistry.Repository, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("somebody", "PasswordRefused", "admin-enabled")]
    [InlineData("11111111-2222-3333-4444-555555555555", "ServicePrincipalPasswordRefused", "az ad app credential reset --id 11111111-2222-3333-4444-555555555555")]
    [InlineData("00000000-0000-0000-0000-000000000000", "RegistryTokenPasswordRefused", "--expose-token")]
    public void A_refused_password_is_reported_by_the_kind_of_its_user(string user, string finding, string remedy)
    {
        using var engine = new ModuleEngine();

        CheckResult failure = WithPassword(engine, "healthy", user, "wrong");

        Assert.Equal((finding, "CONNECTIVITY_ACCESS_TOKEN_ERROR"), (failure.Finding, failure.ErrorCode));
        Assert.Contains(remedy, failure.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_that_is_not_an_application_of_the_directory_is_reported()
    {
        using var engine = new ModuleEngine();

        CheckResult failure = WithPassword(engine, "user-not-registered", "somebody", "wrong");

        Assert.Equal("ApplicationNotRegistered", failure.Finding);
        Assert.Contains("somebody", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("healthy", "simulated-user\n", "wrong")]
    [InlineData("access-500", "simulated-user", "wrong\r\n")]
    [InlineData("basic-only", "simulated-user", " wrong")]
    public void White_space_around_a_credential_is_the_likely_cause_of_its_refusal(string fault, string user, string password)
    {
        using var engine = new ModuleEngine();

        CheckResult failure = WithPassword(engine, fault, user, password);

        Assert.Equal("CredentialWithWhitespaceRefused", failure.Finding);
        Assert.Contains("Trim", failure.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "CatalogRefused", "-Repository")]
    [InlineData("-Repository team/app", "RepositoryTokenRefused", "Container Registry Repository Reader")]
    public void A_refused_access_token_is_reported_by_the_requested_scope_and_mentions_ABAC(string parameters, string finding, string remedy)
    {
        using var engine = new ModuleEngine();

        CheckResult failure = simulated.Check(engine, Azure["access-denied"].LoginServer, parameters).Check("AccessToken");

        Assert.Equal(finding, failure.Finding);
        Assert.Contains(remedy, failure.Remediation[0], StringComparison.Ordinal);
        Assert.Contains("ABAC", failure.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token-refused")]
    [InlineData("token-refused-403")]
    public void An_API_that_refuses_its_own_tokens_is_reported(string fault)
    {
        using var engine = new ModuleEngine();

        CheckResult failure = simulated.Check(engine, Azure[fault].LoginServer).Check("RegistryApi");

        Assert.Equal(("ApiRefusedToken", "REGISTRY_API_ERROR"), (failure.Finding, failure.ErrorCode));
    }

    [Theory]
    [InlineData("healthy", "pull push metadata_write metadata_read delete", "")]
    [InlineData("delete-denied", "pull push metadata_write metadata_read", "delete")]
    [InlineData("permissions-refused", "pull push metadata_write metadata_read", "delete")]
    public async Task Each_permission_is_reported_and_nothing_is_written(string fault, string granted, string missing)
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await Azure.AddRegistryAsync(fault, TestContext.Current.CancellationToken);

        CheckResult permissions = simulated.Check(engine, registry.LoginServer, $"-Repository {SimulatedRegistry.Repository} -Check AccessToken").Check("AccessToken");

        Assert.Equal("Passed", permissions.Status);
        Assert.Equal((granted, missing), (Texts(permissions, "Granted"), Texts(permissions, "Missing")));
        Assert.EndsWith(missing.Length == 0 ? " with all permissions: " + granted.Replace(" ", ", ") + "." : $" (not granted: {missing}).", permissions.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(registry.Traffic.Log, request => request.Method is "PUT" or "PATCH" or "DELETE");
    }

    [Fact]
    public void A_permission_that_is_needed_and_missing_is_a_warning_with_the_roles_that_give_it()
    {
        using var engine = new ModuleEngine();

        CheckResult permissions = simulated.Check(engine, Azure["push-denied"].LoginServer, "-PushTo team/app -Check AccessToken").Check("AccessToken");

        Assert.Equal(("PermissionsMissing", "Warning", "CONNECTIVITY_ACCESS_TOKEN_PERMISSIONS_ERROR"), (permissions.Finding, permissions.Status, permissions.ErrorCode));
        Assert.Contains("push is missing", permissions.Message, StringComparison.Ordinal);
        Assert.Contains("--role AcrPush", permissions.Remediation[0], StringComparison.Ordinal);
        Assert.Contains("'Container Registry Repository Writer'", permissions.Remediation[1], StringComparison.Ordinal);
    }

    private static string Texts(CheckResult result, string property) => string.Join(' ', ((IEnumerable)result.DetailOf(property)!).Cast<object>());

    private ScriptOutcome WithToken(ModuleEngine engine, string fault, string token) => engine.Run(
        Secure + "Test-AcrHealth $registry -CACertificate $authority -AccessToken $secure -ExcludeCheck Docker*, Helm*",
        Azure[fault].LoginServer, simulated.Authority, token, string.Empty);

    private CheckResult WithPassword(ModuleEngine engine, string fault, string user, string password) => engine.Run(
        Secure + "Test-AcrHealth $registry -CACertificate $authority -Credential ([pscredential]::new($user, $secure)) -ExcludeCheck Docker*, Helm*",
        Azure[fault].LoginServer, simulated.Authority, password, user).Check("AccessToken");
}
