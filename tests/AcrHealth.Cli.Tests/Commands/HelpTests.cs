using System.CommandLine;
using System.Text.Json;
using AcrHealth.Checks;
using AcrHealth.Cli.Commands;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Tests.Support;
using AcrHealth.Reference;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>Covers the program's help on itself, its checks and its codes.</summary>
public sealed class HelpTests
{
    [Fact]
    public async Task The_help_lists_the_commands_and_each_command_its_options()
    {
        using var signals = new StopSignals();
        RootCommand root = CommandTree.Create(signals);

        CliOutcome help = await CliProgram.Portable.RunAsync(["--help"]);

        Assert.Equal(0, help.ExitCode);
        Assert.All(root.Subcommands, command => Assert.Contains($"  {command.Name} ", help.Output, StringComparison.Ordinal));
        foreach (Command command in root.Subcommands)
        {
            CliOutcome own = await CliProgram.Portable.RunAsync([command.Name, "--help"]);
            Assert.Equal(0, own.ExitCode);
            Assert.All(command.Options, option => Assert.Contains(option.Name, own.Output, StringComparison.Ordinal));
            Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        }
    }

    [Fact]
    public async Task The_version_is_that_of_the_project()
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(["--version"]);

        Assert.Matches(@"^\d+\.\d+\.\d+", outcome.Output);
    }

    [Fact]
    public async Task Every_check_is_listed_with_its_description()
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync(["checks"]);

        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(CheckCatalog.All.Select(check => check.Name), lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.True(line.Trim().Contains(' ', StringComparison.Ordinal), line));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void No_step_of_the_reference_is_a_command_of_the_module(string culture)
    {
        string[] steps = [.. CheckCatalog.DescribeErrors(System.Globalization.CultureInfo.GetCultureInfo(culture)).SelectMany(entry => ReferenceCommands.Render(entry.Remediation))];

        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.DoesNotMatch("(Test|Wait)-AcrHealth|Get-AcrHealth|Get-Date|Get-Credential|acrhealth [^`]*( -[A-Z]|[|])", step));
    }

    [Fact]
    public async Task A_code_is_explained_with_commands_of_this_program()
    {
        CliOutcome text = await CliProgram.Portable.RunAsync(["errors", "connectivity_ssl_*"]);
        CliOutcome json = await CliProgram.Portable.RunAsync(["errors", "--json"]);

        Assert.StartsWith("CONNECTIVITY_SSL_ERROR", text.Output, StringComparison.Ordinal);
        Assert.Contains("acrhealth test", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Test-AcrHealth", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Test-AcrHealth", json.Output, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(json.Output);
        Assert.Equal(ErrorReference.Codes.Count(), document.RootElement.GetArrayLength());
    }
}
