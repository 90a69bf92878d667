using System.Text.RegularExpressions;

namespace AcrHealth.Cli.Options;

/// <summary>Renders the steps of the error reference, whose commands are those of the module, as command lines of this program.</summary>
internal static partial class ReferenceCommands
{
    private const string Cmdlet = "Test-AcrHealth";

    private static readonly HashSet<string> OptionNames = [.. new TestOptions().All.Select(option => option.Name)];

    /// <summary>The steps; those that only PowerShell can do are left out.</summary>
    public static IEnumerable<string> Render(IEnumerable<string> steps) => steps.Where(step => !FromOtherCmdlets().IsMatch(step)).Select(Render);

    private static string Render(string step)
    {
        string rendered = Command().Replace(step, match => Render(match.Groups["command"].Value, match.Groups["pipeline"].Success));
        return ShellVariables.ForThisSystem(Parameter().Replace(rendered, RenderParameter).Replace("`Get-Date`", "`date`", StringComparison.Ordinal));
    }

    // The JSON contains the values that a PowerShell pipeline selects.
    private static string Render(string command, bool hasPipeline)
    {
        string line = command.Replace(Cmdlet, "acrhealth test", StringComparison.Ordinal)
            .Replace("-Registry ", string.Empty, StringComparison.Ordinal)
            .Replace("-Credential (Get-Credential)", "--username <user> --password-stdin", StringComparison.Ordinal)
            .Replace("-AccessToken (Get-AzAccessToken -AsSecureString).Token", "--access-token-stdin", StringComparison.Ordinal);
        return $"`{line.TrimEnd()}{(hasPipeline ? " --output json" : string.Empty)}`";
    }

    // Parameters of other commands stay as they are.
    private static string RenderParameter(Match parameter)
    {
        string option = CommandLineSyntax.Instance.Parameter(parameter.Groups["name"].Value);
        return OptionNames.Contains(option) ? option : parameter.Value;
    }

    [GeneratedRegex(@"`(?<command>Test-AcrHealth[^`|]*)(?<pipeline>\|[^`]*)?`")]
    private static partial Regex Command();

    [GeneratedRegex(@"`(?!Test-)[A-Z][a-z]+-[^`]*\| *Test-AcrHealth")]
    private static partial Regex FromOtherCmdlets();

    [GeneratedRegex(@"(?<![\w-])-(?<name>[A-Z][A-Za-z]+)\b")]
    private static partial Regex Parameter();
}
