using AcrHealth.Cli.Tests.Support;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>The exit codes of the program, as docs/cli.md has them.</summary>
public sealed class ExitCodeTests(SimulatedAzure simulated)
{
    [Theory]
    [InlineData("healthy", 0)]
    [InlineData("forbidden", 1)]
    [InlineData("healthy forbidden", 1)]
    public async Task A_run_ends_with_what_the_checks_found(string faults, int code)
    {
        CliOutcome outcome = await simulated.TestAsync(faults.Split(' '));

        Assert.True(code == outcome.ExitCode, outcome.All);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task What_could_not_be_checked_is_3_unless_a_check_failed()
    {
        CliOutcome healthy = await CliProgram.Portable.RunAsync([.. simulated.Test(["healthy"]), "--", "ab"], variables: simulated.Identity);
        CliOutcome failed = await CliProgram.Portable.RunAsync([.. simulated.Test(["forbidden"]), "--", "ab"], variables: simulated.Identity);

        Assert.True(healthy.ExitCode == 3, healthy.All);
        Assert.Contains("ab", healthy.Error, StringComparison.Ordinal);
        Assert.True(failed.ExitCode == 1, failed.All);
    }

    [Theory]
    [InlineData("test")]
    [InlineData("wait")]
    public async Task Nothing_to_check_is_3_and_is_said(string command)
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync([command, "--check", "Dns"]);

        Assert.True(outcome.ExitCode == 3, outcome.All);
        Assert.StartsWith("Nothing was checked", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("tset contoso", "tset")]
    [InlineData("test contoso --no-such-option", "--no-such-option")]
    [InlineData("test contoso --timeout-seconds 0", "--timeout-seconds")]
    [InlineData("test contoso --timeout-seconds many", "--timeout-seconds")]
    [InlineData("test contoso --throttle-limit 2000", "--throttle-limit")]
    [InlineData("test contoso --check NoSuchCheck", "NoSuchCheck")]
    [InlineData("test contoso --output pdf", "pdf")]
    [InlineData("test contoso --cloud Moon", "Moon")]
    [InlineData("test contoso --push-to UPPER", "UPPER")]
    [InlineData("test contoso --sample-image a,b", "a,b")]
    [InlineData("test contoso --repository Team/App", "Team/App")]
    [InlineData("test contoso --ca-certificate /no/such/file", "/no/such/file")]
    [InlineData("test --file /no/such/file", "/no/such/file")]
    [InlineData("test contoso --username me", "ACRHEALTH_PASSWORD")]
    [InlineData("test contoso --anonymous --username me", "--username")]
    [InlineData("test contoso --anonymous --access-token-stdin", "--access-token-stdin")]
    [InlineData("test contoso --anonymous --tenant-id t", "--tenant-id")]
    [InlineData("wait contoso --timeout-seconds 100000", "--timeout-seconds")]
    [InlineData("errors NO_SUCH_CODE", "NO_SUCH_CODE")]
    [InlineData("completion tcsh", "tcsh")]
    [InlineData("report", "files")]
    [InlineData("report /no/such/file", "/no/such/file")]
    public async Task An_invalid_command_line_is_2_and_names_what_is_wrong(string arguments, string named)
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(arguments.Split(' '));

        Assert.True(outcome.ExitCode == 2, outcome.All);
        Assert.StartsWith("acrhealth: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(named, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_wait_ends_with_what_it_came_to()
    {
        string[] wait = ["wait", "--ca-certificate", simulated.Authority, .. SimulatedAzure.OnlyTheRegistry];

        CliOutcome healthy = await CliProgram.Portable.RunAsync([.. wait, "--timeout-seconds", "60", "--", simulated.Azure.Healthy.LoginServer], variables: simulated.Identity);
        CliOutcome failed = await CliProgram.Portable.RunAsync([.. wait, "--timeout-seconds", "15", "--", simulated.Azure["forbidden"].LoginServer], variables: simulated.Identity);

        Assert.True(healthy.ExitCode == 0, healthy.All);
        Assert.True(failed.ExitCode == 1, failed.All);
        Assert.Contains("CONNECTIVITY_FORBIDDEN_ERROR", failed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> /dev/full", 3, "cannot be written")]
    [InlineData("| head -n 1", 141, "")]
    public async Task An_output_that_cannot_be_written_is_said_unless_its_reader_has_left(string redirection, int code, string says)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A device and a shell of Linux.");

        // More lines than a pipe holds, so that the reader has left before the last one.
        CliOutcome outcome = await Shell.BashAsync($"\"$@\" {redirection}; exit ${{PIPESTATUS[0]}}", [CliProgram.Portable.Path, .. CliProgram.Portable.Leading, "report", "-o", "jsonl", ManyResults()]);

        Assert.True(code == outcome.ExitCode, outcome.All);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(says.Length == 0, outcome.Error.Length == 0);
    }

    private string ManyResults() => simulated.Write(string.Concat(Enumerable.Repeat("""{"check":"Dns","status":"Passed","registry":"contoso.azurecr.io","message":"It resolves."}""" + "\n", 20_000)));
}
