using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AcrHealth.Testing;
using AcrHealth.Testing.Stopping;

namespace AcrHealth.Integration.Tests.Shell;

/// <summary>
/// At the prompt of the real PowerShell, Ctrl+C and Select-Object -First 1 end what a run started and opened, whichever step it hangs at.
/// ACRHEALTH_INTERRUPT_RUNS says how often, and ends them at every step.
/// </summary>
public sealed partial class InterruptTests(InterruptTests.Fixture fixture) : IClassFixture<InterruptTests.Fixture>
{
    private const int DefaultRuns = 2;
    private const int MoreHandles = 16;
    private const int MoreThreads = 16;
    private const string Audience = "https://management.azure.com";

    // The documented bound is two seconds; the rest is for a machine with other load.
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenPresses = TimeSpan.FromSeconds(2);
    private const int Presses = 5;

    // These ask on the pipeline's thread before they begin, which is the one that has seen enough.
    private static readonly string[] Asking = ["push", "docker pull"];

    private static readonly bool[] BothWays = [true, false];

    // The results for these steps hold at every step that StopTests stops; with ACRHEALTH_INTERRUPT_RUNS all steps are stopped here, too.
    private static readonly string[] Usual = ["challenge", "docker --version"];

    public static TheoryData<string, bool> Cases =>
        [.. (IsMeasured ? HangingSteps.Names : Usual).SelectMany(step => BothWays.Where(interrupts => interrupts || !Asking.Contains(step)).Select(interrupts => (step, interrupts)))];

    private static bool IsMeasured => Environment.GetEnvironmentVariable("ACRHEALTH_INTERRUPT_RUNS") is { Length: > 0 };

    private HangingSteps Steps => fixture.Steps;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_run_that_ends_leaves_no_process_connection_thread_or_handle(string step, bool interrupts)
    {
        HangingStep hanging = Steps.Prepare(step);
        using var directory = new TemporaryDirectory();
        string flag = directory.Under("reached");
        string script = directory.Write("functions.ps1", Functions(hanging, Steps.Azure.WriteCertificateAuthority(directory.Under("ca.pem")), flag));
        using RealPowerShell shell = new();
        using Terminal terminal = shell.OpenTerminal($". '{script}'; 'REA' + 'DY'", hanging.Variables);
        await terminal.WaitForAsync("READY");
        await EndAsync(terminal, hanging, interrupts, flag);
        (int threads, int handles) = await CountAsync(terminal);

        int runs = IsMeasured ? int.Parse(Environment.GetEnvironmentVariable("ACRHEALTH_INTERRUPT_RUNS")!, CultureInfo.InvariantCulture) : DefaultRuns;
        for (int i = 0; i < runs; i++)
        {
            await EndAsync(terminal, hanging, interrupts, flag);
        }

        long ended = Stopwatch.GetTimestamp();
        (int threadsAfter, int handlesAfter) = await CountAsync(terminal);
        while ((threadsAfter > threads + MoreThreads || handlesAfter > handles + MoreHandles) && Stopwatch.GetElapsedTime(ended) < Promptly + Slack)
        {
            (threadsAfter, handlesAfter) = await CountAsync(terminal);
        }

        Assert.InRange(threadsAfter, 0, threads + MoreThreads);
        Assert.InRange(handlesAfter, 0, handles + MoreHandles);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Programs_of_a_run_end_when_PowerShell_gets_a_signal(string signal)
    {
        HangingStep hanging = Steps.Prepare("docker --version");
        using var directory = new TemporaryDirectory();
        string script = directory.Write("functions.ps1", Functions(hanging, Steps.Azure.WriteCertificateAuthority(directory.Under("ca.pem")), directory.Under("reached")));
        using RealPowerShell shell = new();
        using Terminal terminal = shell.OpenTerminal($". '{script}'; count", hanging.Variables);
        await terminal.WaitForAsync(".\r\n");
        string process = Counted().Match(terminal.Shown).Groups[3].Value;
        terminal.Type("go");
        await Eventually.HoldsAsync(() => hanging.Count() >= 1, Timeout, () => $"It was never reached: {terminal.Shown}");

        await Command.SucceedAsync("/bin/sh", ["-c", $"kill -{signal} {process}"]);

        await Eventually.HoldsAsync(() => Left(hanging) is (0, 0), Promptly + Slack, () => $"{Left(hanging)} processes and connections are left.");
    }

    private string Functions(HangingStep step, string authority, string flag) =>
        $$"""
        Remove-Module PSReadLine -ErrorAction Ignore
        function prompt { 'prompt> ' }
        $secure = ConvertTo-SecureString '{{Steps.Azure.Identity.IssueEntraToken(audience: Audience)}}' -AsPlainText -Force
        $common = @{ CACertificate = '{{authority}}'; TimeoutSeconds = 120 }
        if ('{{step.Registry}}') { $common.Registry = '{{step.Registry}}' }
        Import-Module AcrHealth
        function go { Test-AcrHealth @common {{step.Parameters}} }
        function first { Test-AcrHealth @common {{step.Parameters}} | ForEach-Object { while (-not (Test-Path '{{flag}}')) { Start-Sleep -Milliseconds 10 }; $_ } | Select-Object -First 1 }
        function count { $self = [Diagnostics.Process]::GetCurrentProcess(); [GC]::Collect(); "threads=$($self.Threads.Count) handles=$((Get-ChildItem /proc/$PID/fd).Count) process=$PID." }
        """;

    private async Task EndAsync(Terminal terminal, HangingStep step, bool interrupts, string flag)
    {
        File.Delete(flag);
        long expected = step.Count() + 1;
        int before = terminal.Shown.Length;
        terminal.Type(interrupts ? "go" : "first");
        await Eventually.HoldsAsync(() => step.Count() >= expected, Timeout, () => $"{step.Name} was never reached: {terminal.Shown[before..]}");
        int reached = terminal.Shown.Length;
        if (interrupts)
        {
            await InterruptAsync(terminal, reached);
        }
        else
        {
            await File.WriteAllTextAsync(flag, string.Empty, TestContext.Current.CancellationToken);
        }

        await terminal.WaitForAsync("prompt> ", reached);
        await Eventually.HoldsAsync(() => Left(step) is (0, 0), Promptly + Slack, () => $"{step.Name}: {Left(step)} processes and connections are left.");
    }

    // PowerShell asks the terminal where the cursor is, and reads what is typed meanwhile as a part of the answer: a person presses again.
    private static async Task InterruptAsync(Terminal terminal, int reached)
    {
        for (int press = 0; press < Presses; press++)
        {
            terminal.PressCtrlC();
            long pressed = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(pressed) < BetweenPresses)
            {
                if (terminal.Shown[reached..].Contains("prompt> ", StringComparison.Ordinal))
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
            }
        }
    }

    private (int Processes, int Connections) Left(HangingStep step) =>
        (Steps.Processes.Count(ChildProcesses.IsRunning), Connections.ToPorts(step.Ports));

    private static async Task<(int Threads, int Handles)> CountAsync(Terminal terminal)
    {
        int before = terminal.Shown.Length;
        terminal.Type("count");
        await terminal.WaitForAsync(".\r\n", before);
        Match counted = Counted().Match(terminal.Shown, before);
        return (Number(1), Number(2));

        int Number(int group) => int.Parse(counted.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"threads=(\d+) handles=(\d+) process=(\d+)\.")]
    private static partial Regex Counted();

    /// <summary>The steps, for all tests of the class.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        public HangingSteps Steps { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Steps = await HangingSteps.StartAsync();

        public ValueTask DisposeAsync() => Steps.DisposeAsync();
    }
}
