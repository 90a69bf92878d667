using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class SelectionTests : IDisposable
{
    private readonly ModuleEngine _engine = new();

    [Fact]
    public void What_a_check_needs_is_run_too()
    {
        Assert.Equal(["LoginServer", "Dns", "Tls"], Checks("Test-AcrHealth localhost:1 -Check Tls"));
    }

    [Fact]
    public void What_needs_an_excluded_check_is_skipped_and_says_so()
    {
        ScriptOutcome outcome = _engine.Run("Test-AcrHealth localhost:1 -Check Challenge -ExcludeCheck Tls");

        CheckResult skipped = Assert.Single(outcome.Results);
        Assert.Equal("Challenge", skipped.Check);
        Assert.Equal(["Tls"], skipped.BlockedBy);
    }

    [Fact]
    public void An_unknown_check_is_refused_with_the_names_there_are()
    {
        ScriptOutcome outcome = _engine.Run("Test-AcrHealth localhost:1 -Check Dsn");

        Assert.Contains("'Dsn'", outcome.Refusal, StringComparison.Ordinal);
        Assert.Contains("Dns", outcome.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Registry_checks_without_a_registry_are_an_error()
    {
        ScriptOutcome outcome = _engine.Run("Test-AcrHealth -Check Dns");

        Assert.Empty(outcome.Output);
        Assert.Contains("-Registry", Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Test-AcrHealth -Check Dns -Quiet", "no registry was given")]
    [InlineData("Test-AcrHealth contoso -ExcludeCheck * -Quiet", "-ExcludeCheck excludes every check")]
    [InlineData("Test-AcrHealth -Check Docker* -ExcludeCheck Docker* -Quiet", "-ExcludeCheck excludes every check")]
    [InlineData("@() | Test-AcrHealth -Check LoginServer -Quiet", "the pipeline brought no names")]
    [InlineData("Test-AcrHealth contoso -Check DataEndpoint -ExcludeCheck LoginServer, Dns, Tls, Challenge, EntraLogin, Credential, RefreshToken, AccessToken, RegistryApi, RepositoryAccess, Manifest -Quiet", "all selected checks were skipped")]
    [InlineData("Wait-AcrHealth -Check Dns -Quiet -TimeoutSeconds 5", "no registry was given")]
    [InlineData("Wait-AcrHealth contoso -ExcludeCheck * -Quiet -TimeoutSeconds 5", "-ExcludeCheck excludes every check")]
    [InlineData("@() | Wait-AcrHealth -Check LoginServer -Quiet -TimeoutSeconds 5", "the pipeline brought no names")]
    [InlineData("Wait-AcrHealth contoso -Check DataEndpoint -ExcludeCheck LoginServer, Dns, Tls, Challenge, EntraLogin, Credential, RefreshToken, AccessToken, RegistryApi, RepositoryAccess, Manifest -Quiet -TimeoutSeconds 5", "all selected checks were skipped")]
    public void Nothing_checked_is_not_healthy(string script, string says)
    {
        ScriptOutcome outcome = _engine.Run(script);

        Assert.False((bool)Assert.Single(outcome.Output).BaseObject);
        Assert.StartsWith("NothingChecked,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_registry_the_environment_is_checked_alone()
    {
        Assert.All(_engine.Run("Test-AcrHealth -WhatIf").Results, result => Assert.Null(result.Registry));
    }

    [Fact]
    public void Quiet_gives_one_Boolean()
    {
        Assert.False((bool)Assert.Single(_engine.Run("Test-AcrHealth localhost:1 -Check Tls -Quiet").Output).BaseObject);
        Assert.True((bool)Assert.Single(_engine.Run("Test-AcrHealth localhost:1 -Check Dns -Quiet").Output).BaseObject);
    }

    [Fact]
    public void Quiet_is_false_for_what_could_not_be_checked()
    {
        ScriptOutcome outcome = _engine.Run("Test-AcrHealth 'x!' -Check LoginServer -Quiet");

        Assert.Single(outcome.Errors);
        Assert.Empty(outcome.Warnings);
        Assert.False((bool)Assert.Single(outcome.Output).BaseObject);
    }

    [Fact]
    public void Stopping_on_the_first_failure_skips_the_rest()
    {
        ScriptOutcome outcome = _engine.Run("Test-AcrHealth localhost:1 -Anonymous -Check Challenge -StopOnFailure");

        Assert.Equal("Failed", outcome.Check("Tls").Status);
        Assert.Equal("Skipped", outcome.Check("Challenge").Status);
        Assert.Single(outcome.Results, result => result.Status == "Failed");
    }

    [Fact]
    public void A_check_is_listed_with_what_it_needs_and_can_give()
    {
        Assert.Equal("Dns: LoginServer CONNECTIVITY_DNS_ERROR", Assert.Single(_engine.Run("Get-AcrHealthCheck Dns | ForEach-Object { \"$($_.Name): $($_.Prerequisites) $($_.Codes)\" }").Output).ToString());
        Assert.Equal("RefreshToken: EntraLogin Credential", Assert.Single(_engine.Run("Get-AcrHealthCheck RefreshToken | ForEach-Object { \"$($_.Name): $($_.Prerequisites)\" }").Output).ToString());
        Assert.Single(_engine.Run("Get-AcrHealthCheck Nope").Errors);
    }

    [Theory]
    [InlineData("-Repository 'Team App'", "repository")]
    [InlineData("-SampleImage '--privileged'", "image")]
    [InlineData("-CACertificate /no/such/file.pem", "certificate file")]
    [InlineData("-TimeoutSeconds 0", "TimeoutSeconds")]
    [InlineData("-Cloud Mars", "AzureCloud")]
    public void A_wrong_argument_is_refused_with_a_word_on_what_to_write(string parameters, string says)
    {
        Assert.Contains(says, _engine.Run($"Test-AcrHealth localhost:1 {parameters}").Refusal, StringComparison.Ordinal);
    }

    public void Dispose() => _engine.Dispose();

    private IEnumerable<string> Checks(string script) => _engine.Run(script).Results.Select(result => result.Check);
}
