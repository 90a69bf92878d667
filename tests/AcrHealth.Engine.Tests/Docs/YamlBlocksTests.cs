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
        Assert.All(Documents(page), document => Assert.IsAssignableFrom<YamlMappingNode>(document));

    [Fact]
    public void The_Job_for_a_node_pool_runs_once_on_each_node_and_in_the_nodes_own_network()
    {
        YamlNode job = Assert.Single(Documents(Path.Combine("docs", "fleet.md")));

        Assert.Equal("Job", (string?)job["kind"]);
        Assert.Equal(job["spec"]["completions"], job["spec"]["parallelism"]);
        YamlNode template = job["spec"]["template"];
        YamlNode pod = template["spec"];
        Assert.Equal(("true", "Default"), ((string?)pod["hostNetwork"], (string?)pod["dnsPolicy"]));
        YamlNode apart = pod["affinity"]["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"][0];
        Assert.Equal("kubernetes.io/hostname", (string?)apart["topologyKey"]);
        Assert.Equal(template["metadata"]["labels"], apart["labelSelector"]["matchLabels"]);
        Assert.Equal(template["metadata"]["labels"]["pool"], pod["nodeSelector"]["kubernetes.azure.com/agentpool"]);
        Assert.Contains("Test-AcrHealth", (string?)pod["containers"][0]["command"][3]);
    }

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
