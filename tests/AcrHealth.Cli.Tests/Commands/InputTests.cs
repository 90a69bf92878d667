using AcrHealth.Cli.Tests.Support;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>Registries from arguments, a file and standard input.</summary>
public sealed class InputTests(SimulatedAzure simulated)
{
    private static readonly string[] Offline = ["--check", "LoginServer", "--output", "jsonl"];

    [Fact]
    public async Task Arguments_a_file_and_standard_input_go_together_and_a_name_is_checked_once()
    {
        string file = simulated.Write("# production\n\n  fabrikam  \ncontoso\n");

        CliOutcome outcome = await CliProgram.Portable.RunAsync(["test", "contoso", "-", "--file", file, .. Offline], "northwind\n# none\n\nCONTOSO\n");

        Assert.True(outcome.ExitCode == 0, outcome.All);
        Assert.Equal(
            ["contoso.azurecr.io", "fabrikam.azurecr.io", "northwind.azurecr.io"],
            outcome.Results.Select(result => result.GetProperty("registry").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_may_be_standard_input()
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(["test", "--file", "-", .. Offline], "contoso\nfabrikam");

        Assert.True(outcome.ExitCode == 0, outcome.All);
        Assert.Equal(2, outcome.Results.Count);
    }

    [Fact]
    public async Task An_invalid_name_costs_none_of_the_others()
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(["test", "-", .. Offline], "ab\ncontoso\nexa mple\n");

        Assert.True(outcome.ExitCode == 3, outcome.All);
        Assert.Equal("contoso.azurecr.io", Assert.Single(outcome.Results).GetProperty("registry").GetString());
        Assert.Equal(2, outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("--ca-certificate")]
    [InlineData("--file")]
    [InlineData("--timeout-seconds")]
    [InlineData("--check")]
    [InlineData("--cloud")]
    [InlineData("--output")]
    [InlineData("--repository")]
    [InlineData("--node-root")]
    [InlineData("--pull-secret")]
    public async Task An_empty_value_is_refused(string option)
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(["test", "contoso", "--check", "LoginServer", option, string.Empty]);

        Assert.True(outcome.ExitCode == 2, outcome.All);
        Assert.StartsWith("acrhealth: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_would_write_to_the_terminal_is_shown_without_control_characters()
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(["test", "-", .. Offline], "contoso\u001b]0;title\u0007\n");

        Assert.Equal(3, outcome.ExitCode);
        Assert.DoesNotContain('\u001b', outcome.Error);
    }
}
