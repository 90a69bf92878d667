using System.Text.RegularExpressions;
using System.Xml.Linq;
using AcrHealth.Integration.Tests.Docs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Commands;

/// <summary>Collects the code in all texts: the resources and the documentation in both languages, and commands that are composed in code.</summary>
internal static partial class WrittenTexts
{
    /// <summary>Stands for every placeholder.</summary>
    public const string Word = "word";

    private static readonly string[] Clients = ["docker", "podman", "nerdctl", "ctr"];

    // The findings of one client only; the others are about any.
    private static readonly Dictionary<string, string[]> ClientsOf = new(StringComparer.Ordinal)
    {
        ["EngineContextMissing_Remedies"] = ["docker"],
        ["PodmanNotRunning_Remedies"] = ["podman"],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WrittenText> All { get; } = [.. OfResources(), .. OfPages(), .. OfSources()];

    private static IEnumerable<WrittenText> OfResources() =>
        from path in Files("*.resx")
        from data in XDocument.Load(path).Root!.Elements("data")
        let name = data.Attribute("name")!.Value
        let isRemedy = name.EndsWith("_Remedies", StringComparison.Ordinal) || name.EndsWith("_Remediation", StringComparison.Ordinal)
        from code in OfText(data.Element("value")!.Value, ClientsOf.GetValueOrDefault(name, Clients))
        select new WrittenText($"{Relative(path)} {name}", code, isRemedy);

    private static IEnumerable<string> OfText(string text, string[] clients)
    {
        string own = OwnCommand().Replace(text, match => $"`{CmdletOf(match.Groups["verb"].Value)}{match.Groups["rest"].Value}`");
        own = OwnParameter().Replace(own, match => $"`Test-AcrHealth {match.Groups["name"].Value}`");
        return InlineCode().Matches(own).Select(match => match.Groups["code"].Value).SelectMany(code => OfEach(clients, code)).Select(WithoutValues);
    }

    private static string CmdletOf(string verb) => verb switch
    {
        "test" => "Test-AcrHealth",
        "wait" => "Wait-AcrHealth",
        "cluster" => "Test-AcrHealthCluster",
        _ => "Get-AcrPullFailure",
    };

    // ctr has a command line of its own, so texts name it, or the clients with docker's command line, apart; only how both pull is a value.
    private static IEnumerable<string> OfEach(string[] clients, string code) => code switch
    {
        _ when code.Contains("{client}", StringComparison.Ordinal) => clients.Select(client =>
            code.Replace("{client}", client, StringComparison.Ordinal).Replace("{pull}", client == "ctr" ? "images pull" : "pull", StringComparison.Ordinal)),
        _ when code.Contains("{dockerClient}", StringComparison.Ordinal) =>
            clients.Where(client => client != "ctr").Select(client => code.Replace("{dockerClient}", client, StringComparison.Ordinal)),
        _ => [code.Replace("{ctr}", "ctr", StringComparison.Ordinal)],
    };

    private static IEnumerable<WrittenText> OfPages()
    {
        foreach (string name in DocumentPage.Names)
        {
            foreach (CodeBlock block in DocumentPage.Read(name).Blocks)
            {
                IEnumerable<string> codes = block.Language == CodeBlock.PowerShell ? [block.Code] : Continuation().Replace(block.Code, " $1").Split('\n');
                foreach (string code in codes)
                {
                    yield return new($"{name}:{block.Line}", WithoutPlaceholders(StepOfPipeline().Replace(code, string.Empty).Trim()), MustBeComplete: true);
                }
            }

            string prose = Fence().Replace(File.ReadAllText(Path.Combine(ModuleEngine.RepositoryRoot, name)), string.Empty);
            foreach (Match match in InlineCode().Matches(prose))
            {
                yield return new(name, WithoutPlaceholders(match.Groups["code"].Value.ReplaceLineEndings(" ")), MustBeComplete: false);
            }
        }
    }

    private static IEnumerable<WrittenText> OfSources() =>
        from path in Files("*.cs")
        from Match match in Literal().Matches(File.ReadAllText(path))
        let code = Interpolation().Replace(OptionalPart().Replace(match.Groups["code"].Value, string.Empty), Word)
        select new WrittenText(Relative(path), WithoutPlaceholders(code), MustBeComplete: false);

    private static string WithoutValues(string code) => WithoutPlaceholders(Value().Replace(code, Word));

    private static string WithoutPlaceholders(string code) => Placeholder().Replace(code, Word);

    private static IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(Path.Combine(ModuleEngine.RepositoryRoot, "src"), pattern, SearchOption.AllDirectories)
        .Where(path => !Relative(path).Split('/').Any(part => part is "obj" or "bin"));

    private static string Relative(string path) => Path.GetRelativePath(ModuleEngine.RepositoryRoot, path).Replace('\\', '/');

    [GeneratedRegex(@"`?\[\[(?<verb>test|wait|cluster|pods)(?<rest>.*?)\]\]`?", RegexOptions.Singleline)]
    private static partial Regex OwnCommand();

    [GeneratedRegex(@"\[\[(?<name>-\w+)\]\]")]
    private static partial Regex OwnParameter();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\{\w+(:[^}]*)?\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"<[A-Za-z][^<>\n]*>")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^ *(`{3,}).*?^ *\\1`*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*(?:- )?(?:run|script|inlineScript|bash|pwsh): ")]
    private static partial Regex StepOfPipeline();

    // A line that goes on in the next one, as in a shell; a script of a pipeline begins with a bar, too, behind a colon.
    [GeneratedRegex(@"\\\n\s*|(?<!:) (\|)\n\s*")]
    private static partial Regex Continuation();

    [GeneratedRegex("\"(?<code>(?:az|docker|podman|helm|kubectl) [a-z](?:\\{[^}]*\\}|[^\"\\\\])*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<=\w)\{[^}]*\}")]
    private static partial Regex OptionalPart();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Interpolation();
}
