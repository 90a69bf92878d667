using System.Text;
using System.Text.RegularExpressions;

namespace AcrHealth.Nodes;

/// <summary>The command and the environment with which systemd starts a service.</summary>
/// <param name="Command">The text of its unit files, with their variables filled in.</param>
/// <param name="Environment">The variables that they set.</param>
internal sealed partial record SystemdUnit(string Command, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly string[] Directories = ["/usr/lib/systemd/system", "/lib/systemd/system", "/run/systemd/system", "/etc/systemd/system"];

    /// <summary>Reads the unit and its drop-ins; later files override earlier ones.</summary>
    public static SystemdUnit Read(NodeFiles files, string service)
    {
        var lines = new List<string>();
        string unit = Enumerable.Reverse(Directories).Select(directory => files.TryRead($"{directory}/{service}.service")).FirstOrDefault(text => text is not null) ?? string.Empty;
        lines.AddRange(LinesOf(unit));
        foreach (string file in Directories.SelectMany(directory => files.List($"{directory}/{service}.service.d", "*.conf")))
        {
            lines.AddRange(LinesOf(files.TryRead(file) ?? string.Empty));
        }

        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var command = new StringBuilder();
        foreach (string line in lines)
        {
            if (line.StartsWith("Environment=", StringComparison.Ordinal))
            {
                TakeAssignments(environment, line["Environment=".Length..]);
            }
            else if (line.StartsWith("EnvironmentFile=", StringComparison.Ordinal))
            {
                // A dash before the name says that the file may be missing.
                foreach (string variable in LinesOf(files.TryRead(line["EnvironmentFile=".Length..].TrimStart('-').Trim()) ?? string.Empty))
                {
                    TakeLine(environment, variable);
                }
            }
            else if (line.StartsWith("ExecStart=", StringComparison.Ordinal))
            {
                // An empty command deletes the previous ones.
                command = line.Length == "ExecStart=".Length ? command.Clear() : command.Append(line["ExecStart=".Length..]).Append('\n');
            }
        }

        return new(Variable().Replace(command.ToString(), match => environment.GetValueOrDefault(match.Groups[1].Value, string.Empty)), environment);
    }

    private static IEnumerable<string> LinesOf(string text) =>
        text.Replace("\\\r\n", " ", StringComparison.Ordinal).Replace("\\\n", " ", StringComparison.Ordinal)
            .Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] is not ('#' or ';'));

    // A line of an environment file has one variable, and its value may have spaces.
    private static void TakeLine(Dictionary<string, string> environment, string line)
    {
        string variable = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..] : line;
        int sign = variable.IndexOf('=', StringComparison.Ordinal);
        if (sign > 0)
        {
            environment[variable[..sign].Trim()] = variable[(sign + 1)..].Trim().Trim('"', '\'');
        }
    }

    private static void TakeAssignments(Dictionary<string, string> environment, string text)
    {
        foreach (Match match in Assignment().Matches(text))
        {
            string pair = match.Value.Trim('"', '\'');
            int sign = pair.IndexOf('=', StringComparison.Ordinal);
            environment[pair[..sign]] = pair[(sign + 1)..].Trim('"', '\'');
        }
    }

    [GeneratedRegex(@"""[^""=]+=[^""]*""|'[^'=]+=[^']*'|[^\s""'=]+=(?:""[^""]*""|\S*)", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
