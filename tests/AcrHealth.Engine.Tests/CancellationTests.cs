using System.Diagnostics;
using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class CancellationTests(Simulated simulated)
{
    // The documented bound is a second; the rest is for a machine with other load.
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Stopping_ends_a_run_that_hangs_long_before_its_time_is_up()
    {
        using var engine = new ModuleEngine(ownThread: true);
        using PowerShell shell = Hanging(engine, "-TimeoutSeconds 120");
        var output = new PSDataCollection<PSObject>();
        IAsyncResult run = shell.BeginInvoke<PSObject, PSObject>(null, output);
        await Eventually.HoldsAsync(() => output.Snapshot().Any(result => new CheckResult(result) is { Check: "Tls", Status: "Passed" }));

        long started = Stopwatch.GetTimestamp();
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

        Assert.True(Stopwatch.GetElapsedTime(started) < Promptly);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Equal(["LoginServer", "Dns", "Tls"], output.Select(result => new CheckResult(result).Check));
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
    }

    [Fact]
    public async Task What_was_finished_among_many_that_hang_has_been_written_when_they_are_stopped()
    {
        const int Finished = 20;
        using var engine = new ModuleEngine(ownThread: true);
        string[] healthy = await simulated.AddAsync("healthy", Finished);
        using PowerShell shell = engine.Prepare(
            "param($hanging, $healthy, $authority) $hanging[0..4] + $healthy + $hanging[5..9]"
                + " | Test-AcrHealth -CACertificate $authority -Anonymous -ExcludeCheck Docker*, Helm* -TimeoutSeconds 120 -ThrottleLimit 10",
            await simulated.AddAsync("hang", 10),
            healthy,
            simulated.Authority);
        var output = new PSDataCollection<PSObject>();
        shell.BeginInvoke<PSObject, PSObject>(null, output);
        await Eventually.HoldsAsync(() => output.Count == Finished * DefaultChecks.OfARegistry.Count);

        long started = Stopwatch.GetTimestamp();
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

        Assert.True(Stopwatch.GetElapsedTime(started) < Promptly);
        Assert.All(output, result => Assert.Contains(new CheckResult(result).Registry, healthy));
    }

    [Fact]
    public void A_reader_that_has_seen_enough_ends_the_run()
    {
        using var engine = new ModuleEngine();
        long started = Stopwatch.GetTimestamp();

        ScriptOutcome outcome = engine.Run(
            "param($hanging, $authority) do { Test-AcrHealth $hanging -CACertificate $authority -Anonymous -Check Challenge -TimeoutSeconds 120 | ForEach-Object { $_; break } } until ($true)",
            simulated.Azure["hang"].LoginServer,
            simulated.Authority);

        Assert.Equal("LoginServer", Assert.Single(outcome.Results).Check);
        Assert.True(Stopwatch.GetElapsedTime(started) < Promptly);
    }

    private PowerShell Hanging(ModuleEngine engine, string parameters) => engine.Prepare(
        "param($hanging, $authority) Test-AcrHealth $hanging -CACertificate $authority -Anonymous -ExcludeCheck Docker*, Helm* " + parameters,
        simulated.Azure["hang"].LoginServer,
        simulated.Authority);
}
