using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AcrHealth.Core.Tests.Style;

/// <summary>Keeps words out of texts that readers had to read twice.</summary>
public sealed partial class WordingTests
{
    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Where(path => !path.Contains("/ko/", StringComparison.Ordinal)))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.resx", SearchOption.AllDirectories)
                .Where(path => !path.EndsWith(".ko.resx", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_text_has_no_word_of_the_old_voice(string file) =>
        Assert.Empty(TextsOf(Path.Combine(Repository.Root, file)).SelectMany(text => OldVoice().Matches(text).Select(match => $"…{Around(text, match)}…")));

    private static IEnumerable<string> TextsOf(string path) => path.EndsWith(".resx", StringComparison.Ordinal)
        ? XDocument.Load(path).Root!.Elements("data").Select(data => data.Element("value")!.Value)
        : [Fences().Replace(File.ReadAllText(path), string.Empty)];

    private static string Around(string text, Match match) => text[Math.Max(0, match.Index - 30)..Math.Min(text.Length, match.Index + match.Length + 30)];

    [GeneratedRegex(
        @"\banew\b|\bMind that\b|\bto be had\b|\bcan be had\b|\bended on\b|\bwhom\b|\bof a registry's\b|\bin vain\b|\bfell over\b|\bcame about\b|\bcatalo[g]ue\b"
            + @"|\bfor ever\b|\blets? (?:nobody|everybody)\b|\bfine then\b|\bto come back\b|\bgoes by (?:permissions|roles)\b|\bcertificate (?:ended|ends)\b|\bthat nobody knows\b"
            + @"|\btells (?:this|the) (?:identity|caller)\b"
            + @"|(?:^|[.:;!?] |\| |\n- )Where (?:it|its|the|a|an|no|there|this|that|you|they|nothing|several|one|only)\b"
            + @"|[;,] where (?:it|its|that|they|those|you) (?:is|are|was|were|has|have|gives?|names?|asks?|takes?|allows?)\b",
        RegexOptions.Multiline)]
    private static partial Regex OldVoice();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
