using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

[Collection(nameof(EnvironmentVariables))]
public sealed class LoginServerTests
{
    [Fact]
    public void A_short_name_in_a_cloud_without_a_known_suffix_is_LOGIN_SERVER_ERROR()
    {
        using var engine = new ModuleEngine();
        using var _ = new EnvironmentScope(("AZURE_AUTHORITY_HOST", "https://login.example.invalid/"));

        ScriptOutcome outcome = engine.Run("Test-AcrHealth contoso -Check LoginServer");

        Assert.Equal("LOGIN_SERVER_ERROR", outcome.Check("LoginServer").ErrorCode);
        Assert.Contains("login.example.invalid", outcome.Check("LoginServer").Message, StringComparison.Ordinal);
        Assert.Equal("contoso", outcome.Check("LoginServer").Registry);
    }

    [Theory]
    [InlineData("contoso.azurecr.cn", "AzureCloud", "LOGIN_SERVER_ERROR")]
    [InlineData("contoso.azurecr.us", "AzureUSGovernment", null)]
    [InlineData("localhost:5000", "AzureChinaCloud", null)]
    public void A_login_server_of_another_cloud_than_the_named_one_is_LOGIN_SERVER_ERROR(string registry, string cloud, string? code)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("param($r, $c) Test-AcrHealth $r -Cloud $c -Check LoginServer", registry, cloud);

        Assert.Equal(code, outcome.Check("LoginServer").ErrorCode);
    }

    [Theory]
    [InlineData("contoso", "contoso.azurecr.io")]
    [InlineData("CONTOSO", "contoso.azurecr.io")]
    [InlineData("https://Contoso.azurecr.io/", "contoso.azurecr.io")]
    [InlineData("contoso.azurecr.io.", "contoso.azurecr.io")]
    [InlineData("contoso-d4e5f6a7b8.azurecr.io", "contoso-d4e5f6a7b8.azurecr.io")]
    [InlineData("localhost:5000", "localhost:5000")]
    [InlineData("/subscriptions/0/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/Contoso", "contoso.azurecr.io")]
    public void What_people_call_a_registry_is_understood(string given, string loginServer)
    {
        using var engine = new ModuleEngine();

        Assert.Equal(loginServer, engine.Run("param($r) Test-AcrHealth $r -Check LoginServer", given).Check("LoginServer").Registry);
    }

    [Fact]
    public void What_cannot_be_a_registry_is_an_error_and_the_others_go_on()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("'contoso', 'ab', 'no_such_registry', 'contoso.azurecr.io/team/app:1', 'fabrikam' | Test-AcrHealth -Check LoginServer");

        Assert.Equal(["contoso.azurecr.io", "fabrikam.azurecr.io"], outcome.Results.Select(result => result.Registry).Order(StringComparer.Ordinal));
        Assert.Null(outcome.Terminating);
        Assert.Equal(3, outcome.Errors.Count);
        Assert.All(outcome.Errors, error => Assert.StartsWith("InvalidRegistry", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Contains("'ab'", outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("5 to 50", outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("letters and digits", outcome.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Repository", outcome.Errors[2].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Name = 'x'; LoginServer = 'contoso.azurecr.io' } | Test-AcrHealth -Check LoginServer")]
    [InlineData("@{ LoginServer = 'contoso.azurecr.io' } | Test-AcrHealth -Check LoginServer")]
    [InlineData("Test-AcrHealth -Registry ([pscustomobject]@{ LoginServer = 'contoso.azurecr.io' }) -Check LoginServer")]
    [InlineData("Test-AcrHealth -Registry ([uri]'https://contoso.azurecr.io') -Check LoginServer")]
    [InlineData("Test-AcrHealth contoso -Check LoginServer | Test-AcrHealth -Check LoginServer")]
    public void Objects_that_name_a_login_server_are_taken_for_it(string script)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(script);

        Assert.Empty(outcome.Errors);
        Assert.Equal("contoso.azurecr.io", Assert.Single(outcome.Results).Registry);
    }

    [Fact]
    public void An_object_that_names_none_is_an_error_and_the_others_go_on()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("@{ Color = 'red' }, 'contoso' | Test-AcrHealth -Check LoginServer");

        Assert.Single(outcome.Errors);
        Assert.Equal("contoso.azurecr.io", Assert.Single(outcome.Results).Registry);
        Assert.Contains("LoginServer", engine.Run("Test-AcrHealth @{ Color = 'red' } -Check LoginServer").Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_authority_variable_is_reported_per_registry_and_does_not_affect_machine_checks()
    {
        using var engine = new ModuleEngine();
        using var _ = new EnvironmentScope(("AZURE_AUTHORITY_HOST", "http://plain.example/"));

        ScriptOutcome outcome = engine.Run("Test-AcrHealth contoso -Check LoginServer, HelmCommand");

        Assert.Contains("AZURE_AUTHORITY_HOST", Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal("HelmCommand", Assert.Single(outcome.Results).Check);
    }
}
