using System.Text.RegularExpressions;
using AcrHealth.Testing;
using YamlDotNet.RepresentationModel;

namespace AcrHealth.Packaging.Tests;

/// <summary>The workflows of this repository and the examples for others' pipelines.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Workflows = Path.Combine(ModuleEngine.RepositoryRoot, ".github", "workflows");
    private static readonly string Examples = Path.Combine(ModuleEngine.RepositoryRoot, "docs", "examples");

    public static IEnumerable<TheoryDataRow<string>> Files => Paths.Select(path => new TheoryDataRow<string>(Path.GetRelativePath(ModuleEngine.RepositoryRoot, path)));

    public static IEnumerable<TheoryDataRow<string>> GitHubFiles => Paths.Where(path => Path.GetFileName(path) != "azure-pipelines.yml")
        .Select(path => new TheoryDataRow<string>(Path.GetRelativePath(ModuleEngine.RepositoryRoot, path)));

    private static IEnumerable<string> Paths => Directory.EnumerateFiles(Workflows, "*.yml").Concat(Directory.EnumerateFiles(Examples, "*.yml")).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_one_YAML_document(string file) => Assert.NotEmpty(Read(file).Children);

    [Theory]
    [MemberData(nameof(GitHubFiles))]
    public void Every_action_is_pinned_to_a_commit(string file)
    {
        string[] uses = [.. UsesLine().Matches(File.ReadAllText(Path.Combine(ModuleEngine.RepositoryRoot, file))).Select(match => match.Groups["what"].Value.Trim())];

        Assert.NotEmpty(uses);
        Assert.All(uses.Where(use => !use.StartsWith("./", StringComparison.Ordinal)), use => Assert.Matches("^[A-Za-z0-9-]+/[A-Za-z0-9-]+@[0-9a-f]{40} # v[0-9.]+$", use));
    }

    [Theory]
    [MemberData(nameof(GitHubFiles))]
    public void Its_token_may_read_and_a_job_that_needs_more_says_so(string file)
    {
        YamlMappingNode workflow = Read(file);

        Assert.Equal("read", Assert.Single(Map(workflow, "permissions").Children, entry => entry.Key.ToString() == "contents").Value.ToString());
        Assert.Single(Map(workflow, "permissions").Children);
        Assert.All(Jobs(workflow), job => Assert.True(job.Children.ContainsKey("timeout-minutes") || job.Children.ContainsKey("uses"), "A job without timeout-minutes."));
    }

    [Fact]
    public void Nothing_of_an_event_is_pasted_into_a_script()
    {
        string[] scripts =
        [
            .. from file in GitHubFiles
               from job in Jobs(Read(file.Data))
               where job.Children.ContainsKey("steps")
               from step in ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>()
               where step.Children.ContainsKey("run")
               select step["run"].ToString(),
        ];

        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
    }

    [Fact]
    public void CI_runs_on_three_systems_and_on_both_ends_of_PowerShell()
    {
        YamlMappingNode jobs = Map(Read(".github/workflows/ci.yml"), "jobs");

        Assert.All(
            ["test", "pester"],
            job => Assert.Equal(["macos-latest", "ubuntu-latest", "windows-latest"], Matrix(jobs, job, "os").Order(StringComparer.Ordinal)));
        Assert.Equal(["7.4", "7.6"], Matrix(jobs, "pester", "powershell"));
    }

    private static IEnumerable<string> Matrix(YamlMappingNode jobs, string job, string axis) =>
        ((YamlSequenceNode)Map(Map(Map(jobs, job), "strategy"), "matrix")[axis]).Select(value => value.ToString());

    private static IEnumerable<YamlMappingNode> Jobs(YamlMappingNode workflow) => Map(workflow, "jobs").Children.Values.Cast<YamlMappingNode>();

    private static YamlMappingNode Map(YamlMappingNode node, string key) => (YamlMappingNode)node[key];

    private static YamlMappingNode Read(string file)
    {
        YamlStream stream = [];
        using StreamReader reader = new(Path.Combine(ModuleEngine.RepositoryRoot, file));
        stream.Load(reader);
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    [GeneratedRegex(@"^\s*(?:- )?uses: (?<what>.+)$", RegexOptions.Multiline)]
    private static partial Regex UsesLine();
}
