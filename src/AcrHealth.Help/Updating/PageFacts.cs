using AcrHealth.Help.Commands;

namespace AcrHealth.Help.Updating;

/// <summary>The parts of a command's page that nobody writes: its syntax, and the facts at the end of each parameter.</summary>
internal static class PageFacts
{
    private const string FactsFence = "```yaml";
    private const string Fence = "```";

    public static string Update(string page, CommandFacts command, PageHeadings headings)
    {
        List<List<string>> sections = Split(page.Split('\n'), "## ");
        string[] order = [.. sections.Where(section => section[0] == $"## {headings.Parameters}").SelectMany(section => section)
            .Where(line => line.StartsWith("### -", StringComparison.Ordinal)).Select(line => line["### -".Length..].Trim())];
        sections.RemoveAll(section => section[0] == $"## {headings.Syntax}");
        sections.Insert(1, [$"## {headings.Syntax}", string.Empty, "```text", .. SyntaxText.Of(command, order), Fence, string.Empty]);
        return string.Join('\n', sections.SelectMany(section => section[0] == $"## {headings.Parameters}" ? Parameters(section, command) : section));
    }

    private static IEnumerable<string> Parameters(List<string> section, CommandFacts command) => Split(section, "### ").SelectMany(part =>
        command.Parameters.FirstOrDefault(parameter => part[0].Trim() == $"### -{parameter.Name}") is { } known ? Parameter(part, known) : part);

    private static IEnumerable<string> Parameter(List<string> part, ParameterFacts parameter)
    {
        int end = part.IndexOf(FactsFence);
        IEnumerable<string> prose = end < 0 ? part : part.Take(end);
        return [.. prose.Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse(), string.Empty, FactsFence, .. Facts(parameter), Fence, string.Empty];
    }

    private static IEnumerable<string> Facts(ParameterFacts parameter)
    {
        yield return $"Type: {parameter.Type}";
        if (parameter.Sets.Count > 0)
        {
            yield return $"Parameter sets: {string.Join(", ", parameter.Sets)}";
        }

        if (parameter.Aliases.Count > 0)
        {
            yield return $"Aliases: {string.Join(", ", parameter.Aliases)}";
        }

        if (parameter.Values.Count > 0)
        {
            yield return $"Accepted values: {string.Join(", ", parameter.Values)}";
        }

        yield return $"Required: {parameter.Mandatory}";
        yield return $"Position: {parameter.PositionText}";
        yield return $"Default value: {parameter.Default}";
        yield return $"Accept pipeline input: {parameter.PipelineText}";
        yield return $"Accept wildcard characters: {parameter.Wildcards}";
    }

    /// <summary>The lines in parts; each but the first begins with a line that begins with <paramref name="mark"/>. Blocks of code are kept whole.</summary>
    private static List<List<string>> Split(IEnumerable<string> lines, string mark)
    {
        List<List<string>> parts = [[]];
        bool inCode = false;
        foreach (string line in lines)
        {
            inCode ^= line.StartsWith(Fence, StringComparison.Ordinal);
            if (!inCode && line.StartsWith(mark, StringComparison.Ordinal))
            {
                parts.Add([]);
            }

            parts[^1].Add(line);
        }

        return parts;
    }
}
