using AcrHealth.Cli.Tests.Support;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>The progress of a run, which is on a terminal only.</summary>
public sealed class ProgressTests(SimulatedAzure simulated)
{
    private string[] SlowRun => simulated.Test(["hang", "healthy"], "--check", "Challenge", "--timeout-seconds", "3", "--output", "jsonl");

    [Fact]
    public async Task A_terminal_shows_the_check_that_takes_long_until_its_result_is_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "script gives the program a terminal.");

        CliOutcome outcome = await OnTerminalAsync(SlowRun);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches($@"\r?1 done, 0 failing, 1 under way; {simulated.Azure["hang"].LoginServer} Challenge, [12] of 3 s", outcome.Output);
        string last = outcome.Output.TrimEnd().Split('\n')[^1];
        Assert.Matches("^(.*\r)? *\r?{.*}$", last);
    }

    [Fact]
    public async Task A_wait_counts_registries_and_not_this_machine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "script gives the program a terminal.");

        CliOutcome outcome = await OnTerminalAsync(
        [
            "wait", simulated.Azure["hang"].LoginServer, simulated.Azure.Healthy.LoginServer, "--ca-certificate", simulated.Authority,
            "--check", "Challenge", "DiskSpace", "--check-timeout-seconds", "3", "--timeout-seconds", "3", "--output", "jsonl",
        ]);

        Assert.Matches("1 done, 0 failing, 1 under way", outcome.Output);
        Assert.DoesNotMatch(@"2 done, \d failing, [1-9]|1 done, \d failing, [2-9]|0 done, \d failing, [3-9]", outcome.Output);
    }

    [Theory]
    [InlineData("--quiet")]
    [InlineData("--verbose")]
    public async Task Nobody_who_wants_nothing_or_everything_sees_it(string option)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "script gives the program a terminal.");

        CliOutcome outcome = await OnTerminalAsync([.. SlowRun, option]);

        Assert.DoesNotContain("under way", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_or_pipe_gets_none_of_it()
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(SlowRun, variables: simulated.Identity);

        Assert.Equal(string.Empty, outcome.Error);
    }

    private Task<CliOutcome> OnTerminalAsync(string[] arguments) => Shell.BashAsync(
        "printf -v line '%q ' \"$@\"; exec script --quiet --return --command \"$line\" /dev/null",
        [CliProgram.Portable.Path, .. CliProgram.Portable.Leading, .. arguments],
        [.. simulated.Identity, KeyValuePair.Create("TERM", (string?)"xterm")]);
}
