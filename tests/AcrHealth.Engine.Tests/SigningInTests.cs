using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Text;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

[Collection(nameof(EnvironmentVariables))]
public sealed class SigningInTests(Simulated simulated)
{
    private const string Password = "-Credential ([pscredential]::new($user, $secure))";

    private AzureSimulator Azure => simulated.Azure;

    [Fact]
    public void The_default_chain_signs_in_by_environment_variables_at_an_authority_outside_the_known_clouds()
    {
        using var engine = new ModuleEngine();
        using EnvironmentScope _ = Identity(Azure.Identity.ClientSecret);

        ScriptOutcome outcome = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, string.Empty);

        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
        CheckResult credential = outcome.Check("Credential");
        Assert.Equal(Azure.Identity.TenantId, credential.DetailOf("TenantId"));
        Assert.Equal(Azure.Identity.ClientId, credential.DetailOf("ApplicationId"));
        Assert.Equal("localhost", credential.DetailOf("AuthorityHost"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_registries_share_one_sign_in_whether_it_succeeds_or_fails(bool succeeds)
    {
        using var engine = new ModuleEngine();
        using EnvironmentScope _ = Identity(succeeds ? Azure.Identity.ClientSecret : "wrong");
        List<string> registries = [];
        for (int count = 0; count < 20; count++)
        {
            registries.Add((await Azure.AddRegistryAsync("healthy", TestContext.Current.CancellationToken)).LoginServer);
        }

        int before = Tokens();

        ScriptOutcome outcome = engine.Run(
            "param($registries, $ca) $registries | Test-AcrHealth -CACertificate $ca -ExcludeCheck Docker*, Helm* -ThrottleLimit 16", registries, simulated.Authority);

        Assert.Equal(before + 1, Tokens());
        Assert.Equal(
            Enumerable.Repeat(succeeds ? "Passed" : "Failed", registries.Count),
            outcome.Results.Where(result => result.Check == "Credential").Select(result => result.Status));

        int Tokens() => Azure.EntraTraffic.Log.Count(request => request.Method == "POST");
    }

    [Fact]
    public void A_wrong_secret_is_CONNECTIVITY_REFRESH_TOKEN_ERROR_with_what_Entra_said_and_without_the_secret()
    {
        const string Wrong = "canary-of-a-client-secret";
        using var engine = new ModuleEngine();
        using EnvironmentScope _ = Identity(Wrong);

        ScriptOutcome outcome = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, "-Verbose");

        CheckResult credential = outcome.Check("Credential");
        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", credential.ErrorCode);
        PSObject attempt = Assert.Single(((IEnumerable)credential.DetailOf("Attempts")!).Cast<object>().Select(PSObject.AsPSObject));
        Assert.Equal("EnvironmentCredential", attempt.Properties["Source"].Value);
        Assert.Contains("AADSTS7000215", (string)attempt.Properties["Message"].Value, StringComparison.Ordinal);
        Assert.Equal(["Credential"], outcome.Check("RefreshToken").BlockedBy);
        Assert.DoesNotContain(Wrong, string.Join('\n', [.. outcome.Verbose, .. outcome.Results.Select(result => PSSerializer.Serialize(result.Source))]), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_identity_every_source_reports_its_reason()
    {
        using var engine = new ModuleEngine();
        using EnvironmentScope none = Identity(null);
        using var _ = new EnvironmentScope(("PATH", Path.GetTempPath()), ("AZURE_TOKEN_CREDENTIALS", "dev"));

        ScriptOutcome outcome = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, "-Check Credential");

        CheckResult credential = outcome.Check("Credential");
        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", credential.ErrorCode);
        string[] sources = [.. ((IEnumerable)credential.DetailOf("Attempts")!).Cast<object>().Select(attempt => (string)PSObject.AsPSObject(attempt).Properties["Source"].Value)];
        Assert.Contains("AzureCliCredential", sources);
        Assert.Contains("AzurePowerShellCredential", sources);
        Assert.Contains("AzureDeveloperCliCredential", sources);
        Assert.Equal(sources.Length, sources.Distinct().Count());
    }

    [Fact]
    public void A_variable_that_the_chain_cannot_be_made_of_is_a_failure_to_sign_in()
    {
        using var engine = new ModuleEngine();
        using EnvironmentScope none = Identity(null);
        using var _ = new EnvironmentScope(("AZURE_TOKEN_CREDENTIALS", "nonsense"));

        ScriptOutcome outcome = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, string.Empty);

        Assert.Empty(outcome.Errors);
        CheckResult credential = outcome.Check("Credential");
        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", credential.ErrorCode);
        Assert.Contains("AZURE_TOKEN_CREDENTIALS", credential.Message, StringComparison.Ordinal);
        Assert.Equal("DefaultAzureCredential", credential.DetailOf("Source"));
    }

    [Fact]
    public void A_malformed_tenant_is_a_failure_to_sign_in()
    {
        using var engine = new ModuleEngine();
        using EnvironmentScope _ = Identity(Azure.Identity.ClientSecret);

        ScriptOutcome outcome = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, "-TenantId 'no tenant'");

        Assert.Empty(outcome.Errors);
        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", outcome.Check("Credential").ErrorCode);
    }

    // A name that Windows would read as a user of a domain is a name like any other to a registry.
    [Theory]
    [InlineData("user@example.com")]
    [InlineData(@"example\user")]
    public void A_user_name_is_sent_as_it_was_given(string user)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(
            Secure + $"Test-AcrHealth $registry -CACertificate $authority {Password} -ExcludeCheck Docker*, Helm*",
            Azure.Healthy.LoginServer, simulated.Authority, "wrong", user);

        Assert.Contains(user, outcome.Check("Credential").Message, StringComparison.Ordinal);
        Assert.Contains(Azure.Healthy.Traffic.Log, request => request.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:wrong")) || request.Body.Contains($"username={WebUtility.UrlEncode(user)}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_managed_identity_is_used_by_its_client_id()
    {
        using var engine = new ModuleEngine();
        using EnvironmentScope none = Identity(null);
        using var _ = new EnvironmentScope([.. Azure.ManagedIdentity.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value))]);

        ScriptOutcome right = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, $"-ManagedIdentityClientId {Azure.ManagedIdentity.ClientId}");
        ScriptOutcome wrong = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, $"-ManagedIdentityClientId {Guid.NewGuid()}");

        Assert.All(right.Results, result => Assert.Equal("Passed", result.Status));
        Assert.Equal("ManagedIdentityCredential", right.Check("Credential").DetailOf("Source"));
        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", wrong.Check("Credential").ErrorCode);
    }

    [Fact]
    public void A_token_that_has_ended_is_refused_before_it_is_sent()
    {
        using var engine = new ModuleEngine();
        long before = Azure.Healthy.Traffic.Requests;

        ScriptOutcome outcome = engine.Run(
            Secure + "Test-AcrHealth $registry -CACertificate $authority -AccessToken $secure -ExcludeCheck Docker*, Helm*",
            Azure.Healthy.LoginServer, simulated.Authority, Azure.Identity.IssueEntraToken(TimeSpan.FromMinutes(-5)), string.Empty);

        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", outcome.Check("Credential").ErrorCode);
        Assert.Equal(before + 1, Azure.Healthy.Traffic.Requests);
    }

    [Fact]
    public void A_user_name_and_password_get_an_access_token_without_Entra()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = WithPassword(engine, Azure.Healthy.LoginServer, Azure.Password);

        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
        Assert.Equal("Skipped", outcome.Check("RefreshToken").Status);
        Assert.Empty(outcome.Check("RefreshToken").BlockedBy);
        Assert.DoesNotContain(outcome.Results, result => result.Status == "Failed");
    }

    [Fact]
    public void A_wrong_password_is_CONNECTIVITY_ACCESS_TOKEN_ERROR()
    {
        using var engine = new ModuleEngine();

        Assert.Equal("CONNECTIVITY_ACCESS_TOKEN_ERROR", WithPassword(engine, Azure.Healthy.LoginServer, "wrong").Check("AccessToken").ErrorCode);
    }

    [Fact]
    public void A_Basic_challenge_is_answered_with_the_password()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome right = WithPassword(engine, Azure["basic-only"].LoginServer, Azure.Password);
        ScriptOutcome wrong = WithPassword(engine, Azure["basic-only"].LoginServer, "wrong");

        Assert.DoesNotContain(right.Results, result => result.Status == "Failed");
        Assert.Equal("Passed", right.Check("AccessToken").Status);
        Assert.Equal("CONNECTIVITY_ACCESS_TOKEN_ERROR", wrong.Check("AccessToken").ErrorCode);
    }

    [Fact]
    public void Nobody_gets_what_a_registry_gives_everybody()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome open = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, $"-Anonymous -Repository {SimulatedRegistry.PublicRepository}");
        ScriptOutcome closed = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, $"-Anonymous -Repository {SimulatedRegistry.Repository}");
        ScriptOutcome unnamed = simulated.CheckOnly(engine, Azure.Healthy.LoginServer, "-Anonymous");

        Assert.Equal("Passed", open.Check("AccessToken").Status);
        Assert.Equal("CONNECTIVITY_ACCESS_TOKEN_ERROR", closed.Check("AccessToken").ErrorCode);
        Assert.Equal("Skipped", unnamed.Check("AccessToken").Status);
        Assert.DoesNotContain(unnamed.Results, result => result.Status == "Failed");
    }

    private const string Secure = "param($registry, $authority, $secret, $user) $secure = [securestring]::new(); $secret.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; ";

    private ScriptOutcome WithPassword(ModuleEngine engine, string registry, string password) => engine.Run(
        Secure + $"Test-AcrHealth $registry -CACertificate $authority {Password} -ExcludeCheck Docker*, Helm*",
        registry, simulated.Authority, password, Azure.UserName);

    private EnvironmentScope Identity(string? secret) => new(
        ("AZURE_AUTHORITY_HOST", Azure.Identity.AuthorityHost.AbsoluteUri),
        ("AZURE_TENANT_ID", secret is null ? null : Azure.Identity.TenantId),
        ("AZURE_CLIENT_ID", secret is null ? null : Azure.Identity.ClientId),
        ("AZURE_CLIENT_SECRET", secret));
}
