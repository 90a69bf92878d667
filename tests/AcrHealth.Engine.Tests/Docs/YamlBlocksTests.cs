using System.Text.RegularExpressions;
using AcrHealth.Testing;
using YamlDotNet.RepresentationModel;

namespace AcrHealth.Engine.Tests.Docs;

/// <summary>The YAML that docs show can be read, and says what it is meant to.</summary>
public sealed partial class YamlBlocksTests
{
    // Those of commands have the facts of parameters in blocks that call themselves so, by the custom of such pages.
    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(MarkdownText.Folder("en-US"), "*.md", SearchOption.AllDirectories)
            .Where(page => Path.GetFileName(Path.GetDirectoryName(page)) != "cmdlets")
            .Where(page => Block().IsMatch(File.ReadAllText(page)))
            .Select(page => Path.GetRelativePath(ModuleEngine.RepositoryRoot, page))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_is_YAML(string page) =>
        Assert.All(Documents(page), document => Assert.True(document is YamlMappingNode or YamlSequenceNode, $"{document.NodeType}"));

    private static YamlNode[] Documents(string page) =>
        [.. Block().Matches(File.ReadAllText(Path.Combine(ModuleEngine.RepositoryRoot, page))).SelectMany(block => Read(block.Groups["yaml"].Value))];

    private static IEnumerable<YamlNode> Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Select(document => document.RootNode);
    }

    [GeneratedRegex("^```yaml\r?\n(?<yaml>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
