using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using AcrHealth.Integration.Tests.Shell;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Commands;

/// <summary>Judges every PowerShell command in all texts with the engine's parser and the parameters that the real PowerShell knows.</summary>
public sealed partial class PowerShellCommandTests
{
    // Code in a text that is for PowerShell or for any shell.
    private static readonly string[] Beginnings = ["az ", "docker ", "podman ", "helm ", "kubectl ", "sudo ", "$env:", "(Get-", "$rules", "& "];

    [Fact]
    public void Every_command_line_can_be_parsed()
    {
        WrittenText[] lines = [.. WrittenTexts.All.Where(text => Beginnings.Any(beginning => text.Code.StartsWith(beginning, StringComparison.Ordinal)) || Cmdlet().IsMatch(text.Code))];

        Assert.True(lines.Length > 500, $"Only {lines.Length} lines were found.");
        Complaints.AssertNone(lines.SelectMany(line =>
        {
            Parser.ParseInput(line.Code, out _, out ParseError[] errors);
            return errors.Select(error => $"{line.Source}: {line.Code} -> {error.Message}");
        }));
    }

    [Fact]
    public async Task Every_cmdlet_exists_and_has_the_parameters_that_it_is_given()
    {
        WrittenCommand[] written = [.. WrittenCommand.All.Where(command => Cmdlet().IsMatch(command.Program))];
        Dictionary<string, string[]> known = await ParametersAsync(written.Select(command => command.Program));

        Assert.True(written.Length > 300, $"Only {written.Length} commands were found.");
        Complaints.AssertNone(written.SelectMany(command => Evaluate(command, known)));
    }

    [Fact]
    public async Task A_wrong_command_is_found()
    {
        (string Code, string Complaint)[] wrong =
        [
            ("Test-AcrHealth contoso -Repositry app", "Test-AcrHealth has no parameter -Repositry"),
            ("Remove-Item Env:PATH -Froce", "Remove-Item has no parameter -Froce"),
            ("New-AzRoleAssignment -ObjectId word -Role AcrPull", "New-AzRoleAssignment has no parameter -Role"),
            ("Get-AzNothing", "Get-AzNothing is not known"),
        ];
        WrittenCommand[] commands = [.. wrong.Select(pair => Assert.Single(WrittenCommand.Of(new("a test", pair.Code, MustBeComplete: true))))];

        Dictionary<string, string[]> known = await ParametersAsync(commands.Select(command => command.Program));

        Assert.All(wrong.Zip(commands), pair => Assert.EndsWith(pair.First.Complaint, Assert.Single(Evaluate(pair.Second, known)), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Evaluate(WrittenCommand command, Dictionary<string, string[]> known) =>
        (known.GetValueOrDefault(command.Program) ?? OtherModules.ParametersOf(command.Program)) is { } parameters
            ? command.Syntax.CommandElements.OfType<CommandParameterAst>()
                .Select(parameter => parameter.ParameterName)
                .Except(parameters, StringComparer.OrdinalIgnoreCase)
                .Select(name => $"{command} -> {command.Program} has no parameter -{name}")
            : [$"{command} -> {command.Program} is not known"];

    /// <summary>The parameters of commands of PowerShell and of this module, with their aliases.</summary>
    private static async Task<Dictionary<string, string[]>> ParametersAsync(IEnumerable<string> names)
    {
        string quoted = string.Join(',', names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => $"'{name}'"));
        using var shell = new RealPowerShell();
        CommandResult result = await shell.RunAsync(
        [
            "-Command",
            $"Get-Command -Name {quoted} -ErrorAction Ignore | ForEach-Object {{ \"$($_.Name) $($_.Parameters.Values | ForEach-Object {{ $_.Name; $_.Aliases }})\" }}",
        ]);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(' '))
            .ToDictionary(words => words[0], words => words[1..], StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex("^[A-Z][a-z]+-[A-Z][A-Za-z]+(?= |$)")]
    private static partial Regex Cmdlet();
}
