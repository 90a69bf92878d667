using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Remoting;
using System.Management.Automation.Runspaces;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Several runspaces of one process, and one behind a remoting connection.</summary>
public sealed class RunspacesTests(Simulated simulated)
{
    private static readonly int ChecksOfARegistry = DefaultChecks.OfARegistry.Count;

    [Fact]
    public async Task Two_at_once_keep_to_their_own_language_options_and_results()
    {
        const int Rounds = 20;
        using var start = new Barrier(2);
        Task<IReadOnlyList<CheckResult>> english = RunAsync("en-US", "forbidden", "-TimeoutSeconds 20");
        Task<IReadOnlyList<CheckResult>> korean = RunAsync("ko-KR", "tls-expired", "-TimeoutSeconds 30 -ThrottleLimit 2");

        Assert.All(await english, result => Assert.Equal(simulated.Azure["forbidden"].LoginServer, result.Registry));
        Assert.All(await english, result => Assert.DoesNotContain(result.Message, IsKorean));
        Assert.All(await korean, result => Assert.Equal(simulated.Azure["tls-expired"].LoginServer, result.Registry));
        Assert.All(await korean, result => Assert.Contains(result.Message, IsKorean));

        Task<IReadOnlyList<CheckResult>> RunAsync(string culture, string fault, string parameters) => Task.Factory.StartNew<IReadOnlyList<CheckResult>>(
            () =>
            {
                using var engine = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo(culture));
                start.SignalAndWait(TestContext.Current.CancellationToken);
                ScriptOutcome[] outcomes = [.. Enumerable.Range(0, Rounds).Select(_ => simulated.Check(engine, simulated.Azure[fault].LoginServer, parameters))];
                Assert.All(outcomes, outcome => Assert.Empty(outcome.Errors));
                Assert.All(outcomes, outcome => Assert.Equal(ChecksOfARegistry, outcome.Results.Count));
                return [.. outcomes.SelectMany(outcome => outcome.Results)];
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    [Fact]
    public void ForEach_Object_Parallel_runs_it_in_as_many_runspaces_as_it_likes()
    {
        using var engine = new ModuleEngine(ownThread: true);

        ScriptOutcome outcome = engine.Run(
            "param($module, $registry, $authority) 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel { Import-Module $using:module; "
                + "Test-AcrHealth $using:registry -CACertificate $using:authority -Anonymous -ExcludeCheck Docker*, Helm* }",
            ModuleEngine.ModulePath, simulated.Azure.Healthy.LoginServer, simulated.Authority);

        Assert.Empty(outcome.Errors);
        Assert.Equal(8 * ChecksOfARegistry, outcome.Results.Count);
        Assert.DoesNotContain(outcome.Results, result => result.Status == "Failed");
    }

    [Fact]
    public void Results_that_come_over_a_remoting_connection_keep_their_views()
    {
        string pipe = $"acrhealth-{Guid.NewGuid():N}";
        RemoteSessionNamedPipeServer.CreateCustomNamedPipeServer(pipe);
        var host = new RecordingHost();
        using var here = new ModuleEngine(host);
        using Runspace there = RunspaceFactory.CreateRunspace(new NamedPipeConnectionInfo(pipe));
        there.Open();
        using PowerShell shell = PowerShell.Create(there);
        shell.AddScript(
            "param($module, $registry) Import-Module $module; Test-AcrHealth $registry -Anonymous -ExcludeCheck Docker*, Helm*; Get-AcrHealthError DOCKER_COMMAND_ERROR; Get-AcrHealthCheck Dns")
            .AddArgument(ModuleEngine.ModulePath).AddArgument(simulated.Azure["tls-expired"].LoginServer);

        PSObject[] received = [.. shell.Invoke()];
        Assert.Equal(ChecksOfARegistry + 2, received.Length);

        // Each kind by itself: what comes after another kind in one pipeline is shown in that one's shape.
        here.Run("$args[0] | Out-Default", received.Take(ChecksOfARegistry));
        here.Run("$args[0] | Out-Default", received[^2]);
        here.Run("$args[0] | Out-Default", received[^1]);

        var tls = new CheckResult(received[2]);
        Assert.Contains("Deserialized.AcrHealth.HealthCheckResult", tls.Source.TypeNames);
        Assert.Equal(("Failed", "CONNECTIVITY_SSL_ERROR"), (tls.Status, tls.ErrorCode));
        Assert.Equal(Environment.MachineName, tls.Source.Properties["ComputerName"].Value);
        Assert.Matches(@"✗ Failed\s+Tls\s+\d+ ms\s+CONNECTIVITY_SSL_ERROR", host.Shown);
        Assert.Matches(@"Code\s+: DOCKER_COMMAND_ERROR", host.Shown);
        Assert.Matches(@"Dns\s+LoginServer", host.Shown);
    }

    private static bool IsKorean(char character) => character is >= '가' and <= '힣';
}
