using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Docs;

/// <summary>A page of the documentation, with its code.</summary>
internal sealed partial class DocumentPage
{
    private DocumentPage(string name)
    {
        Name = name;
        Blocks = [.. BlocksOf(File.ReadAllLines(Path.Combine(ModuleEngine.RepositoryRoot, name)))];
    }

    /// <summary>The path from the repository's root, with slashes.</summary>
    public string Name { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>Every page, those of the root first.</summary>
    public static IReadOnlyList<string> Names =>
    [
        .. Files(ModuleEngine.RepositoryRoot, SearchOption.TopDirectoryOnly),
        .. Files(Path.Combine(ModuleEngine.RepositoryRoot, "docs"), SearchOption.AllDirectories),
    ];

    public static DocumentPage Read(string name) => new(name);

    private static IEnumerable<string> Files(string folder, SearchOption depth) => Directory.EnumerateFiles(folder, "*.md", depth)
        .Select(file => Path.GetRelativePath(ModuleEngine.RepositoryRoot, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<CodeBlock> BlocksOf(string[] lines)
    {
        for (int at = 0; at < lines.Length; at++)
        {
            if (Fence().Match(lines[at]) is not { Success: true } fence)
            {
                continue;
            }

            string indent = fence.Groups["indent"].Value;
            string end = indent + fence.Groups["marks"].Value;
            int first = ++at;
            while (at < lines.Length && lines[at].TrimEnd() != end)
            {
                at++;
            }

            IEnumerable<string> code = lines[first..at].Select(line => line.StartsWith(indent, StringComparison.Ordinal) ? line[indent.Length..] : line);
            CodeBlock block = new(first + 1, fence.Groups["language"].Value, string.Join('\n', code));
            yield return block;
            foreach (CodeBlock script in block.Language == "yaml" ? ScriptsOf(block) : [])
            {
                yield return script;
            }
        }
    }

    /// <summary>Returns the scripts that a pipeline runs with PowerShell: those of steps that name it as their shell.</summary>
    private static IEnumerable<CodeBlock> ScriptsOf(CodeBlock pipeline)
    {
        bool ofActions = pipeline.Code.Contains("shell: pwsh", StringComparison.Ordinal);
        string[] lines = pipeline.Code.Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            if (Step().Match(lines[at]) is not { Success: true } step || (step.Groups["key"].Value == "run" && !ofActions))
            {
                continue;
            }

            int depth = step.Groups["indent"].Length;
            string[] script = [.. lines.Skip(at + 1).TakeWhile(line => line.Length == 0 || line.TakeWhile(char.IsWhiteSpace).Count() > depth)];
            int margin = script.Where(line => line.Length > 0).Min(line => line.TakeWhile(char.IsWhiteSpace).Count());
            yield return new(pipeline.Line + at + 1, CodeBlock.PowerShell, string.Join('\n', script.Select(line => line.Length < margin ? line : line[margin..])));
        }
    }

    [GeneratedRegex(@"^(?<indent>[ -]*)(?<key>run|pwsh|inlineScript): \|")]
    private static partial Regex Step();

    [GeneratedRegex("^(?<indent> *)(?<marks>```+)(?<language>[^`]*)$")]
    private static partial Regex Fence();
}
