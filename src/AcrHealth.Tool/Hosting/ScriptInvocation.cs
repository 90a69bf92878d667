using System.Management.Automation.Language;
using System.Text;
using System.Text.RegularExpressions;

namespace AcrHealth.Tool.Hosting;

/// <summary>Turns a script's path and arguments, as a shell handed them over, into the PowerShell that calls it.</summary>
internal static partial class ScriptInvocation
{
    public static string Compose(string path, IEnumerable<string> arguments)
    {
        StringBuilder invocation = new("& ");
        invocation.Append(Quote(path));
        foreach (string argument in arguments)
        {
            invocation.Append(' ').Append(Parameter().Match(argument) is { Success: true } match ? Name(match) : Quote(argument));
        }

        return invocation.ToString();
    }

    private static string Name(Match parameter)
    {
        string name = parameter.Groups["name"].Value;
        if (!parameter.Groups["value"].Success)
        {
            return name;
        }

        // A switch that is turned off can't be said otherwise: in a shell `$false` is only a string.
        string value = parameter.Groups["value"].Value;
        return name + ":" + (value.ToUpperInvariant() is "$TRUE" or "$FALSE" ? value : Quote(value));
    }

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    [GeneratedRegex(@"^(?<name>-[\p{L}_][\p{L}\p{N}_]*)(?::(?<value>.+))?$", RegexOptions.Singleline)]
    private static partial Regex Parameter();
}
