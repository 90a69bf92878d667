using System.Diagnostics;
using System.Management.Automation;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class WaitAcrHealthTests(Simulated simulated)
{
    private const string Wait = "param($registry, $authority) Wait-AcrHealth $registry -CACertificate $authority -Anonymous -ExcludeCheck Docker*, Helm* ";

    [Fact]
    public async Task A_fault_that_goes_away_in_the_middle_ends_the_wait()
    {
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("forbidden", TestContext.Current.CancellationToken);
        using var engine = new ModuleEngine(ownThread: true);
        using PowerShell shell = engine.Prepare(Wait + "-TimeoutSeconds 120 -Verbose", registry.LoginServer, simulated.Authority);
        var output = new PSDataCollection<PSObject>();
        IAsyncResult run = shell.BeginInvoke<PSObject, PSObject>(null, output);
        await Eventually.HoldsAsync(() => Requests(registry) >= 2);

        Assert.Empty(output.Snapshot());
        registry.ChangeFault("healthy");
        await Task.Run(() => shell.EndInvoke(run), TestContext.Current.CancellationToken);

        CheckResult[] results = [.. output.Select(result => new CheckResult(result))];
        Assert.Empty(shell.Streams.Error);
        Assert.DoesNotContain(results, result => result.Status == "Failed");
        Assert.Equal("Passed", results.Single(result => result.Check == "Challenge").Status);
        Assert.Contains("EntraLogin", results.Select(result => result.Check));
        Assert.Contains(shell.Streams.Verbose, record => record.Message.Contains("attempt 1 failed: Challenge CONNECTIVITY_FORBIDDEN_ERROR", StringComparison.Ordinal));
        Assert.Contains(
            shell.Streams.Progress,
            record => record.StatusDescription.Contains("Challenge CONNECTIVITY_FORBIDDEN_ERROR", StringComparison.Ordinal) && record.SecondsRemaining is > 0 and <= 120);
        Assert.Equal(ProgressRecordType.Completed, shell.Streams.Progress[^1].RecordType);
    }

    [Fact]
    public void When_time_is_up_the_results_come_and_then_an_error_that_names_what_fails()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(
            Wait + "-TimeoutSeconds 2", new[] { simulated.Azure["forbidden"].LoginServer, simulated.Azure.Healthy.LoginServer }, simulated.Authority);

        ErrorRecord error = Assert.Single(outcome.Errors);
        Assert.Equal("WaitTimedOut,AcrHealth.Commands.WaitAcrHealthCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Equal(simulated.Azure["forbidden"].LoginServer, error.TargetObject);
        Assert.Contains("Challenge CONNECTIVITY_FORBIDDEN_ERROR", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            "CONNECTIVITY_FORBIDDEN_ERROR", outcome.Results.Single(result => result.Status == "Failed" && result.Registry == simulated.Azure["forbidden"].LoginServer).ErrorCode);
        Assert.Contains(outcome.Results, result => result.Registry == simulated.Azure.Healthy.LoginServer && result is { Check: "Challenge", Status: "Passed" });
    }

    [Fact]
    public void Stopping_at_the_error_costs_no_results()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(Wait + "-TimeoutSeconds 1 -ErrorAction Stop", simulated.Azure["forbidden"].LoginServer, simulated.Authority);

        Assert.Contains("CONNECTIVITY_FORBIDDEN_ERROR", outcome.Terminating!.Message, StringComparison.Ordinal);
        Assert.Contains(outcome.Results, result => result.ErrorCode == "CONNECTIVITY_FORBIDDEN_ERROR");
    }

    [Theory]
    [InlineData("healthy", true)]
    [InlineData("forbidden", false)]
    public void Quiet_gives_one_Boolean_and_no_error(string fault, bool healthy)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(Wait + "-TimeoutSeconds 1 -Quiet", simulated.Azure[fault].LoginServer, simulated.Authority);

        Assert.Equal(healthy, Assert.Single(outcome.Output).BaseObject);
        Assert.Empty(outcome.Errors);
    }

    [Fact]
    public void What_no_waiting_changes_is_not_waited_for()
    {
        using var engine = new ModuleEngine();
        long started = Stopwatch.GetTimestamp();

        ScriptOutcome name = engine.Run("Wait-AcrHealth 'not/a registry' -Check LoginServer -TimeoutSeconds 300");
        ScriptOutcome check = engine.Run("Wait-AcrHealth contoso -Check NoSuchCheck -TimeoutSeconds 300");
        ScriptOutcome cloud = engine.Run("Wait-AcrHealth contoso.azurecr.cn -Cloud AzureCloud -Check LoginServer -TimeoutSeconds 300");

        Assert.StartsWith("InvalidRegistry", Assert.Single(name.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("NoSuchCheck", check.Refusal, StringComparison.Ordinal);
        Assert.StartsWith("WaitInVain", Assert.Single(cloud.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("LOGIN_SERVER_ERROR", cloud.Check("LoginServer").ErrorCode);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task Stopping_ends_a_pause_at_once()
    {
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("forbidden", TestContext.Current.CancellationToken);
        using var engine = new ModuleEngine(ownThread: true);
        using PowerShell shell = engine.Prepare(Wait + "-TimeoutSeconds 300", registry.LoginServer, simulated.Authority);
        shell.BeginInvoke<PSObject, PSObject>(null, new PSDataCollection<PSObject>());
        await Eventually.HoldsAsync(() => Requests(registry) >= 1);

        long started = Stopwatch.GetTimestamp();
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

        // The documented bound is a second; the rest is for a machine with other load.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    private static int Requests(SimulatedRegistry registry) => registry.Traffic.Log.Count(request => request.Target == "/v2/");
}
