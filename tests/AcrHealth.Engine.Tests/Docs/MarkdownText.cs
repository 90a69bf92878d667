using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests.Docs;

/// <summary>A page of docs, read by other means than those that help is made with.</summary>
internal sealed partial class MarkdownText
{
    private readonly List<(string Heading, List<string> Lines)> _sections = [(string.Empty, [])];

    private MarkdownText(string path)
    {
        bool inCode = false;
        foreach (string line in File.ReadAllLines(path))
        {
            inCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!inCode && line.StartsWith('#'))
            {
                _sections.Add((line, []));
            }
            else
            {
                _sections[^1].Lines.Add(line);
            }
        }
    }

    /// <summary>The folder of the pages in a language.</summary>
    public static string Folder(string culture) => Path.Combine(ModuleEngine.RepositoryRoot, "docs", culture == "ko-KR" ? "ko" : string.Empty);

    public static MarkdownText Read(string culture, string page) => new(Path.Combine(Folder(culture), page));

    /// <summary>The headings, with their marks.</summary>
    public IReadOnlyList<string> Headings => [.. _sections.Skip(1).Select(section => section.Heading)];

    /// <summary>The headings of the third level that stand under one of the second.</summary>
    public IReadOnlyList<string> Under(string heading) =>
        [.. Headings.SkipWhile(other => other != heading).Skip(1).TakeWhile(other => other.StartsWith("### ", StringComparison.Ordinal)).Select(other => other[4..])];

    /// <summary>Returns the text under a heading, without code and Markdown's marks, by paragraph; a list's item is one.</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="under">The heading above it, if the same one stands in several places; null otherwise.</param>
    public IReadOnlyList<string> Paragraphs(string heading, string? under = null)
    {
        string prose = Fence().Replace(string.Join('\n', Lines(heading, under)), "\n");
        return [.. ParagraphEnd().Split(prose).Select(Plain).Where(text => text.Length > 0)];
    }

    /// <summary>The blocks of code under a heading.</summary>
    public IReadOnlyList<string> Code(string heading, string language) =>
        [.. Fence().Matches(string.Join('\n', Lines(heading))).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value.TrimEnd('\n'))];

    /// <summary>The rows of the tables under a heading, as cells, without the lines that rule them.</summary>
    public IReadOnlyList<string[]> Rows(string heading) =>
        [.. Lines(heading).Where(line => line.StartsWith('|') && !line.StartsWith("| ---", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|').Select(Plain).ToArray())];

    /// <summary>The links under a heading: text and address.</summary>
    public IReadOnlyList<(string Text, string Address)> Links(string heading) =>
        [.. Link().Matches(string.Join('\n', Lines(heading))).Select(link => (link.Groups[1].Value, link.Groups[2].Value))];

    /// <summary>The text without marks, and with single blanks.</summary>
    public static string Plain(string text) => Blanks().Replace(Link().Replace(text, "$1").Replace("`", string.Empty, StringComparison.Ordinal).Replace("\\", string.Empty, StringComparison.Ordinal), " ").Trim();

    private List<string> Lines(string heading, string? under = null) => under is null
        ? _sections.Single(section => section.Heading == heading).Lines
        : _sections.SkipWhile(section => section.Heading != under).First(section => section.Heading == heading).Lines;

    [GeneratedRegex("^```(?<language>[^\n]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\n\s*\n|\n(?=- )|\n(?=\d+\. )|^\|.*$", RegexOptions.Multiline)]
    private static partial Regex ParagraphEnd();

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
