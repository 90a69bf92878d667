using System.Diagnostics;
using AcrHealth.Cli.Tests.Support;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>A signal ends the run early, with the results of what was done and the exit code that shells expect.</summary>
public sealed class SignalTests(SimulatedAzure simulated)
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_a_run_with_its_code_and_the_results_of_what_was_done(string signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with a program of Unix.");
        SimulatedRegistry hanging = await simulated.Azure.AddRegistryAsync("hang", TestContext.Current.CancellationToken);
        string[] options = ["--timeout-seconds", "120", "--output", "jsonl", "--anonymous"];
        using Process process = CliProgram.Portable.Start(["test", "--ca-certificate", simulated.Authority, .. SimulatedAzure.OnlyTheRegistry, .. options, "--", hanging.LoginServer, simulated.Azure["forbidden"].LoginServer]);
        try
        {
            string first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? string.Empty;
            await Eventually.HoldsAsync(() => hanging.Traffic.Requests > 0, TimeSpan.FromSeconds(60));

            var watch = Stopwatch.StartNew();
            await Command.SignalAsync(process, signal);
            Task<string> rest = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await Command.WaitAsync(process);

            Assert.Equal(code, process.ExitCode);
            Assert.Contains(simulated.Azure["forbidden"].LoginServer, first + await rest, StringComparison.Ordinal);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"It took {watch.Elapsed}.");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task A_signal_ends_a_wait_during_its_pause()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with a program of Unix.");
        SimulatedRegistry denied = await simulated.Azure.AddRegistryAsync("forbidden", TestContext.Current.CancellationToken);
        using Process process = CliProgram.Portable.Start(["wait", "--ca-certificate", simulated.Authority, .. SimulatedAzure.OnlyTheRegistry, "--anonymous", "--verbose", "--", denied.LoginServer]);
        try
        {
            while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("attempt 1 failed", StringComparison.Ordinal))
            {
            }

            await Command.SignalAsync(process, "INT");
            await Command.WaitAsync(process);

            Assert.Equal(130, process.ExitCode);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
