using System.Text.RegularExpressions;

namespace AcrHealth.Cli.Options;

/// <summary>Renders commands for environment variables, which texts have for PowerShell, for the shells of Linux and macOS.</summary>
internal static partial class ShellVariables
{
    /// <summary>The text for the shell of this system: on Windows, that is PowerShell.</summary>
    public static string ForThisSystem(string text) => OperatingSystem.IsWindows() ? text : ForUnix(text);

    /// <summary>The text for a POSIX shell.</summary>
    public static string ForUnix(string text) => text.Contains("env:", StringComparison.OrdinalIgnoreCase) ? Command().Replace(text, Render) : text;

    private static string Render(Match command)
    {
        string name = command.Groups["name"].Value;
        string line = command.Groups["removed"] is { Success: true } removed ? $"unset {removed.Value.Replace(", Env:", " ", StringComparison.OrdinalIgnoreCase)}"
            : command.Groups["added"] is { Success: true } added ? $"export {name}=\"${name}{added.Value}\""
            : command.Groups["set"] is { Success: true } set ? $"export {name}={Value(set.Value)}"
            : $"echo \"${name}\"";
        return $"`{line}`";
    }

    // The text beside a password says that it is percent-encoded, for which shells have no command.
    private static string Value(string expression) => expression switch
    {
        ['\'', ..] => $"'{string.Concat(Literal().Matches(expression).Select(match => match.Groups["text"].Value))}'",
        ['"', ..] => Variable().Replace(Encoded().Replace(expression, "<password>"), "$$${name}"),
        _ => expression,
    };

    [GeneratedRegex(@"`(?:\$env:(?<name>[A-Za-z_]+)(?: = (?<set>[^`]+)| \+= '(?<added>[^'`]*)')?|Remove-Item Env:(?<removed>[A-Za-z_]+(?:, Env:[A-Za-z_]+)*))`")]
    private static partial Regex Command();

    [GeneratedRegex("'(?<text>[^']*)'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\$\(\[uri\]::EscapeDataString\(\$password\)\)")]
    private static partial Regex Encoded();

    [GeneratedRegex(@"\$env:(?<name>[A-Za-z_]+)")]
    private static partial Regex Variable();
}
