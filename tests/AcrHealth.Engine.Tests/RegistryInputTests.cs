using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the inputs that are accepted as registries, and the handling of those that are not.</summary>
public sealed class RegistryInputTests : IDisposable
{
    private readonly ModuleEngine _engine = new();

    [Theory]
    [InlineData("'contoso', '' | Test-AcrHealth -Check LoginServer -Quiet")]
    [InlineData("'contoso', '   ' | Test-AcrHealth -Check LoginServer -Quiet")]
    [InlineData("Test-AcrHealth contoso, '' -Check LoginServer -Quiet")]
    [InlineData("Test-AcrHealth contoso, $null -Check LoginServer -Quiet")]
    [InlineData("'contoso', [pscustomobject]@{ Name = 'contoso' } | Test-AcrHealth -Check LoginServer -Quiet")]
    [InlineData("'contoso', 5 | Test-AcrHealth -Check LoginServer -Quiet")]
    [InlineData("$null | Test-AcrHealth -Check LoginServer -Quiet")]
    [InlineData("Test-AcrHealth -Registry $null -Check LoginServer -Quiet")]
    [InlineData("Test-AcrHealth -Registry @() -Check LoginServer -Quiet")]
    [InlineData("'contoso', '' | Wait-AcrHealth -Check LoginServer -Quiet -TimeoutSeconds 5")]
    [InlineData("'contoso', 5 | Wait-AcrHealth -Check LoginServer -Quiet -TimeoutSeconds 5")]
    public void What_was_not_checked_is_not_healthy(string script)
    {
        ScriptOutcome outcome = _engine.Run(script);

        Assert.False((bool)Assert.Single(outcome.Output).BaseObject);
        Assert.StartsWith("InvalidRegistry,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Null(outcome.Terminating);
    }

    [Fact]
    public void What_names_no_registry_is_one_error_that_says_what_it_is_and_the_others_keep_their_results()
    {
        ScriptOutcome outcome = _engine.Run("'contoso', (Get-AcrHealthCheck Tls), '', 'fabrikam' | Test-AcrHealth -Check LoginServer");

        Assert.Equal(["contoso.azurecr.io", "fabrikam.azurecr.io"], outcome.Results.Select(result => result.Registry).Order(StringComparer.Ordinal));
        Assert.Equal(2, outcome.Errors.Count);
        Assert.Contains("a HealthCheckInfo without one", outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("empty", outcome.Errors[1].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ contoso = 1 }.Keys")]
    [InlineData("([System.Collections.Generic.HashSet[string]] @('contoso'))")]
    [InlineData("([System.Collections.Generic.Queue[object]] @('contoso'))")]
    [InlineData("@{ LoginServer = 'contoso' }")]
    [InlineData("([pscustomobject]@{ LoginServer = @('contoso') })")]
    [InlineData("([xml] '<a LoginServer=\"contoso\"><b/></a>').a")]
    [InlineData("([uri] 'https://contoso.azurecr.io')")]
    public void Lists_of_any_type_and_objects_that_name_their_login_server_are_taken(string registries)
    {
        ScriptOutcome outcome = _engine.Run($"Test-AcrHealth {registries} -Check LoginServer; {registries} | Test-AcrHealth -Check LoginServer");

        Assert.Empty(outcome.Errors);
        Assert.Equal(["contoso.azurecr.io", "contoso.azurecr.io"], outcome.Results.Select(result => result.Registry));
    }

    public void Dispose() => _engine.Dispose();
}
