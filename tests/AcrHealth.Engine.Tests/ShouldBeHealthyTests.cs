using System.Globalization;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>
/// The operator BeHealthy, with a stand-in of Pester's name that has the two functions that count, so that every order of things can be tried
/// in a moment; with the real one in tests/Pester.
/// </summary>
public sealed class ShouldBeHealthyTests
{
    private const string StandIn = "New-Module -Name Pester { $operators = @{}; function Add-ShouldOperator { param($Name, $Test, [switch] $SupportsArrayInput)"
        + " $script:operators[$Name] = $Test }; function Should { param([switch] $Not, $Because) & $script:operators['BeHealthy'] -ActualValue @($input)"
        + " -Negate:$Not -Because $Because -CallerSessionState $null }; Export-ModuleMember Should, Add-ShouldOperator } | Import-Module -Global -Force;";

    private const string Failing = "Test-AcrHealth localhost:1 -Anonymous -Check Tls";

    [Fact]
    public void Pester_has_it_when_it_was_there_before()
    {
        using var engine = new ModuleEngine(import: false);
        engine.Run(StandIn);
        engine.Run("Import-Module -Name $args[0]", ModuleEngine.ModulePath);

        AssertWorks(engine);
    }

    [Fact]
    public void Pester_finds_the_operator_when_loaded_later_or_again()
    {
        using var engine = new ModuleEngine(alone: true);
        engine.Run(StandIn);
        AssertWorks(engine);

        engine.Run(StandIn);
        AssertWorks(engine);
    }

    [Fact]
    public void Nothing_of_it_stays_behind_when_the_module_is_removed()
    {
        using var engine = new ModuleEngine(alone: true);
        engine.Run("Import-Module -Name $args[0] -Force", ModuleEngine.ModulePath);

        Assert.Equal("1", engine.Run("$ExecutionContext.InvokeCommand.PostCommandLookupAction.GetInvocationList().Count").Output.Single().ToString());
        engine.Run("Remove-Module AcrHealth");
        Assert.Equal("True", engine.Run("$null -eq $ExecutionContext.InvokeCommand.PostCommandLookupAction").Output.Single().ToString());
    }

    [Fact]
    public void An_operator_of_the_same_name_stays_and_a_warning_says_why()
    {
        var host = new RecordingHost();
        using var engine = new ModuleEngine(host, import: false);
        engine.Run(StandIn.Replace("$script:operators[$Name] = $Test", "throw 'taken'", StringComparison.Ordinal));

        ScriptOutcome import = engine.Run("Import-Module -Name $args[0] -ErrorAction Stop", ModuleEngine.ModulePath);
        Assert.Null(import.Terminating);
        Assert.NotEmpty(engine.Run("Get-AcrHealthCheck").Output);
        Assert.Matches("Should -BeHealthy is not available in Pester .*taken", string.Join('\n', [host.Shown, .. import.Warnings]));
    }

    [Fact]
    public void The_message_names_check_code_what_happened_and_every_remedy()
    {
        using var engine = new ModuleEngine(alone: true);
        CheckResult failure = engine.Run(Failing).Check("Tls");

        string message = Message(engine, $"({Failing})", "$false", "'it is where we deploy from'");

        Assert.StartsWith("Expected localhost:1 to be healthy, because it is where we deploy from, but 1 check failed:", message, StringComparison.Ordinal);
        Assert.Contains("localhost:1 Tls CONNECTIVITY_CHALLENGE_ERROR", message, StringComparison.Ordinal);
        Assert.Contains(failure.Message, message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remediation);
        Assert.All(failure.Remediation, step => Assert.Contains(step, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("@()", "$false")]
    [InlineData("$null", "$true")]
    [InlineData("'contoso'", "$false")]
    [InlineData("(Get-AcrHealthCheck)", "$false")]
    public void What_are_no_results_are_neither_healthy_nor_not(string actual, string negate)
    {
        using var engine = new ModuleEngine(alone: true);

        Assert.Contains("Test-AcrHealth contoso | Should -BeHealthy", Message(engine, actual, negate, "''"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "localhost:1 Tls")]
    [InlineData("'1'", "localhost:1 Tls")]
    [InlineData("'failed'", "localhost:1 Tls")]
    [InlineData("17", "Test-AcrHealth contoso | Should -BeHealthy")]
    [InlineData("'Fialed'", "Test-AcrHealth contoso | Should -BeHealthy")]
    public void A_status_that_is_a_number_counts_and_one_that_nobody_knows_is_no_result(string status, string says)
    {
        using var engine = new ModuleEngine(alone: true);

        string message = Message(engine, $"([pscustomobject]@{{ Registry = 'localhost:1'; Check = 'Tls'; Status = {status} }})", "$false", "''");

        Assert.Contains(says, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_another_session_count()
    {
        using var engine = new ModuleEngine(alone: true);
        string received = "([System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(@(" + Failing + "), 4)))";

        Assert.Contains("localhost:1 Tls CONNECTIVITY_CHALLENGE_ERROR", Message(engine, received, "$false", "''"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_is_Korean_in_a_Korean_session()
    {
        using var engine = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo("ko-KR"), alone: true);

        Assert.Contains("정상이어야", Message(engine, $"({Failing})", "$false", "''"), StringComparison.Ordinal);
    }

    private static void AssertWorks(ModuleEngine engine)
    {
        Assert.Equal("False", engine.Run($"({Failing} | Should).Succeeded").Output.Single().ToString());
        Assert.Equal("True", engine.Run($"({Failing} | Should -Not).Succeeded").Output.Single().ToString());
        Assert.Equal("True", engine.Run("(Test-AcrHealth contoso -Check LoginServer | Should).Succeeded").Output.Single().ToString());
        Assert.Contains("no check failed", engine.Run("(Test-AcrHealth contoso -Check LoginServer | Should -Not).FailureMessage").Output.Single().ToString(), StringComparison.Ordinal);
    }

    private static string Message(ModuleEngine engine, string actual, string negate, string because)
    {
        ScriptOutcome outcome = engine.Run($"$said = [AcrHealth.Pester.HealthAssertion]::Of({actual}, {negate}, {because}); $said.Succeeded; $said.FailureMessage");
        Assert.Equal("False", outcome.Output[0].ToString());
        return outcome.Output[1].ToString();
    }
}
