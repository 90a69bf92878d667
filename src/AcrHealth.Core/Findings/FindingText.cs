using System.Text;
using AcrHealth.Programs;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Findings;

/// <summary>
/// Fills the texts of findings. <c>{name}</c> or <c>{name:format}</c> is a value; between backquotes it becomes one word of a command line, or stays a
/// placeholder (<c>&lt;name&gt;</c>) if a shell could take it for anything else. <c>[[test {registry} -Check Dns]]</c> is a command of this product, and
/// <c>[[-TimeoutSeconds]]</c> one of its parameters, in the syntax of the front end. A remedy with a value that is null is left out.
/// </summary>
/// <param name="target">The registry; null for checks of this machine.</param>
/// <param name="options">The facts about the run that texts mention.</param>
internal sealed class FindingText(RegistryTarget? target, FindingOptions options)
{
    /// <summary>The values that every text may contain. Those that are not known stay placeholders.</summary>
    public static readonly IReadOnlyList<string> StandardValues =
        ["registry", "server", "host", "port", "resourceGroup", "repository", "image", "sampleImage", "cloud", "privateLinkZone", "machine", "user", "timeout"];

    /// <summary>The message.</summary>
    public string Message(Finding finding, IReadOnlyList<(string Name, object? Value)> values) =>
        Fill(finding.Message, Read(finding, values)) ?? throw new ArgumentException($"The message of {finding} needs a value that is null.", nameof(values));

    /// <summary>The remedies whose values are known, in the order of their likelihood.</summary>
    public IReadOnlyList<string> Remedies(Finding finding, IReadOnlyList<(string Name, object? Value)> values)
    {
        Dictionary<string, object?> known = Read(finding, values);
        return [.. finding.Remedies.Select(remedy => Fill(remedy, known)).OfType<string>()];
    }

    private static Dictionary<string, object?> Read(Finding finding, IReadOnlyList<(string Name, object? Value)> values)
    {
        var read = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach ((string name, object? value) in values)
        {
            if (!finding.Values.Contains(name) && !StandardValues.Contains(name))
            {
                throw new ArgumentException($"{finding} does not declare the value {name}.", nameof(values));
            }

            read[name] = value;
        }

        return read;
    }

    private string? Fill(string template, Dictionary<string, object?> values)
    {
        var text = new StringBuilder(template.Length + 64);
        bool inCommand = false;
        int i = 0;
        while (i < template.Length)
        {
            char c = template[i];
            if (c == '[' && template.AsSpan(i).StartsWith("[["))
            {
                int end = template.IndexOf("]]", i, StringComparison.Ordinal);
                if (Own(template[(i + 2)..end], values, inCommand) is not { } command)
                {
                    return null;
                }

                text.Append(command);
                i = end + 2;
            }
            else if (c == '{')
            {
                int end = template.IndexOf('}', i);
                if (Value(template[(i + 1)..end], values, inCommand) is not { } value)
                {
                    return null;
                }

                text.Append(value);
                i = end + 1;
            }
            else
            {
                inCommand ^= c == '`';
                text.Append(c);
                i++;
            }
        }

        return KoreanParticles.Choose(options.CommandSyntax.Text(text.ToString()));
    }

    private string? Own(string text, Dictionary<string, object?> values, bool inCommand)
    {
        if (text[0] == '-')
        {
            return options.CommandSyntax.Parameter(text[1..]);
        }

        bool isKnown = true;
        OwnCommand command = OwnCommand.Parse(text, word =>
        {
            string? filled = word[0] == '{' ? Value(word[1..^1], values, inCommand: true) : word;
            isKnown &= filled is not null;
            return filled ?? string.Empty;
        });
        string line = options.CommandSyntax.Render(command, options.RunParameters);
        return !isKnown ? null : inCommand ? line : $"`{line}`";
    }

    private string? Value(string placeholder, Dictionary<string, object?> values, bool inCommand)
    {
        string[] parts = placeholder.Split(':', 2);
        string name = parts[0];
        if (!values.TryGetValue(name, out object? value))
        {
            value = Standard(name);
            if (value is null)
            {
                // An unknown standard value stays a placeholder that the reader fills in; a text that lacks any other value is left out.
                return StandardValues.Contains(name) ? $"<{Spelled(name)}>" : null;
            }
        }

        return value switch
        {
            null => null,
            CommandLine line => line.Text,
            IFormattable shown => MessageFormat.Show(shown, parts.Length > 1 ? parts[1] : null),
            _ when !inCommand => UntrustedText.Clean(value.ToString()),
            _ => RemedyCommands.Path(value.ToString(), Spelled(name)),
        };
    }

    private object? Standard(string name) => name switch
    {
        "registry" => target?.ResourceName ?? target?.Name,
        "server" => target?.Host is null ? null : target.Authority,
        "host" => target?.Host,
        "port" => target?.Port,
        "resourceGroup" => ResourceId.Parse(target?.ResourceId)?.Group,
        "repository" => options.Image?.Repository,
        "image" => options.Image is { } image && target?.Host is not null ? $"{target.Authority}/{image}" : null,
        "sampleImage" => options.SampleImage,
        "cloud" => (target?.Cloud ?? AzureCloud.Public).Name,
        "privateLinkZone" => (target?.Cloud ?? AzureCloud.Public).PrivateLinkZone,
        "machine" => Environment.MachineName,
        "user" => Environment.UserName,
        "timeout" => options.Timeout.TotalSeconds,
        _ => null,
    };

    // resourceGroup -> resource-group: as placeholders are spelled in commands.
    private static string Spelled(string name) => string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : c.ToString()));
}
