using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using AcrHealth.Cli.Tests.Support;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>Every format of <c>--output</c>, of a run and of a saved report.</summary>
public sealed class OutputTests(SimulatedAzure simulated)
{
    private static readonly string[] Faults = ["healthy", "forbidden"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_format_has_the_results_whether_of_a_run_or_of_a_saved_report(bool saved)
    {
        string file = simulated.Write((await simulated.TestAsync(Faults, "--output", "json")).Output);
        foreach ((string format, Action<string> verify) in Verifiers())
        {
            CliOutcome outcome = saved
                ? await CliProgram.Portable.RunAsync(["report", file, "--output", format])
                : await simulated.TestAsync(Faults, "--output", format);

            Assert.True(outcome.ExitCode == 1, $"{format}: {outcome.All}");
            Assert.Empty(outcome.Error);
            verify(outcome.Output);
            Assert.DoesNotContain('\u001b', outcome.Output);
        }
    }

    [Fact]
    public async Task A_report_reads_lists_lines_and_standard_input()
    {
        string lines = (await simulated.TestAsync(Faults, "--output", "jsonl")).Output;
        string list = $"[{string.Join(',', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))}]";

        CliOutcome ofLines = await CliProgram.Portable.RunAsync(["report", "-", "-o", "jsonl"], lines);
        CliOutcome ofList = await CliProgram.Portable.RunAsync(["report", simulated.Write(list), "-o", "jsonl"]);

        Assert.Equal(lines, ofLines.Output);
        Assert.Equal(lines, ofList.Output);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("hello")]
    public async Task A_file_without_results_is_refused(string text)
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(["report", "-", "-o", "markdown"], text);

        Assert.True(outcome.ExitCode == 2, outcome.All);
        Assert.StartsWith("acrhealth: -: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_come_as_soon_as_their_registry_is_done()
    {
        SimulatedRegistry hanging = await simulated.Azure.AddRegistryAsync("hang", TestContext.Current.CancellationToken);
        using Process process = CliProgram.Portable.Start([.. simulated.Test(["forbidden"], "--timeout-seconds", "120", "--anonymous", "--output", "jsonl"), "--", hanging.LoginServer]);
        try
        {
            string line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? string.Empty;

            Assert.Contains(simulated.Azure["forbidden"].LoginServer, line, StringComparison.Ordinal);
            Assert.False(process.HasExited);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Quiet_prints_nothing_and_ends_with_the_result()
    {
        CliOutcome failed = await simulated.TestAsync(["forbidden"], "--quiet");
        CliOutcome healthy = await simulated.TestAsync(["healthy"], "-q");

        Assert.Equal(new CliOutcome(1, "", ""), failed);
        Assert.Equal(new CliOutcome(0, "", ""), healthy);
    }

    [Fact]
    public async Task Verbose_prints_the_steps_on_standard_error()
    {
        CliOutcome outcome = await simulated.TestAsync(["healthy"], "--verbose", "--output", "jsonl");

        Assert.Contains("GET ", outcome.Error, StringComparison.Ordinal);
        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("FORCE_COLOR", "1", true)]
    [InlineData("FORCE_COLOR", "0", false)]
    [InlineData("NO_COLOR", "1", false)]
    public async Task Colors_follow_the_variables_in_a_pipe(string? name, string? value, bool colored)
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(simulated.Test(["forbidden"]), variables: [.. simulated.Identity, KeyValuePair.Create(name ?? "NO_MATTER", value)]);

        Assert.Equal(colored, outcome.Output.Contains("\u001b[", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    [InlineData("TERM=dumb", false)]
    public async Task Colors_follow_the_terminal(string variable, bool colored)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script of util-linux makes the terminal.");
        string command = $"env TERM=xterm-256color {variable} {string.Join(' ', [CliProgram.Portable.Path, .. CliProgram.Portable.Leading, .. simulated.Test(["forbidden"], "--anonymous").Select(word => $"'{word}'")])}";

        CliOutcome outcome = await Shell.RunAsync(Installed.OrSkip("script", "bsdutils"), ["--quiet", "--return", "--command", command, "/dev/null"]);

        Assert.True(outcome.ExitCode == 1, outcome.All);
        Assert.Contains("CONNECTIVITY_FORBIDDEN_ERROR", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(colored, outcome.Output.Contains("\u001b[3", StringComparison.Ordinal) || outcome.Output.Contains("\u001b[9", StringComparison.Ordinal));
    }

    private Dictionary<string, Action<string>> Verifiers()
    {
        string healthy = simulated.Azure.Healthy.LoginServer;
        string forbidden = simulated.Azure["forbidden"].LoginServer;
        const string Code = "CONNECTIVITY_FORBIDDEN_ERROR";
        return new()
        {
            ["table"] = text =>
            {
                Assert.Contains($"{healthy}  ✓ healthy", text, StringComparison.Ordinal);
                Assert.Contains($"{forbidden}  ✗ 1 failed", text, StringComparison.Ordinal);
                Assert.Contains(Code, text, StringComparison.Ordinal);
                Assert.Contains("→ ", text, StringComparison.Ordinal);
                Assert.EndsWith("1 healthy, 1 failing.\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            },
            ["summary"] = text => Assert.Equal([$"{forbidden}\t✗ Challenge {Code}", $"{healthy}\t✓ healthy"], text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[..2]).Select(parts => string.Join(':', parts).TrimEnd())),
            ["json"] = text =>
            {
                using JsonDocument report = JsonDocument.Parse(text);
                Assert.Equal("1.1", report.RootElement.GetProperty("schemaVersion").GetString());
                Assert.Equal(1, report.RootElement.GetProperty("summary").GetProperty("failingTargets").GetInt32());
                Assert.Contains(report.RootElement.GetProperty("results").EnumerateArray(), result => result.GetProperty("errorCode").GetString() == Code);
            },
            ["jsonl"] = text =>
            {
                JsonElement[] results = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
                Assert.Single(results, result => result.GetProperty("status").GetString() == "Failed");
            },
            ["junit"] = text => Assert.Single(XDocument.Parse(text).Descendants("failure")),
            ["html"] = text =>
            {
                Assert.StartsWith("<!DOCTYPE html>", text, StringComparison.OrdinalIgnoreCase);
                Assert.Contains(Code, text, StringComparison.Ordinal);
            },
            ["markdown"] = text => Assert.Contains(Code, text, StringComparison.Ordinal),
            ["openmetrics"] = text => Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal),
        };
    }
}
