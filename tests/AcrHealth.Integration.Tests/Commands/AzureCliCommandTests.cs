using System.Text.Json;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Commands;

/// <summary>Judges every command of the Azure CLI in all texts with the parser of the real Azure CLI, which runs none of them.</summary>
public sealed class AzureCliCommandTests
{
    // Commands and options newer than Debian's Azure CLI, each with the version that introduced it. A text that has one names the version.
    private static readonly (string Command, string? Option, Version Version)[] Newer =
    [
        ("acr cache create", null, new(2, 46, 0)),
        ("network private-dns link vnet update", "--resolution-policy", new(2, 66, 0)),
    ];

    // Complaints about a command that a text only names, without what it needs.
    private static readonly string[] AboutMissing = ["the following arguments are required", ": expected one argument"];

    private static IReadOnlyList<WrittenCommand> Commands { get; } =
        [.. WrittenCommand.All.Where(command => command.Program == "az" && command.Arguments is [not "version", ..])];

    [Fact]
    public async Task Every_command_of_the_Azure_CLI_is_one_that_it_accepts()
    {
        string az = Installed.OrSkip("az", "azure-cli");
        Version installed = await VersionOfAsync(az);
        (WrittenCommand Command, string[] Arguments)[] judged =
        [
            .. Commands.Select(command => (command, Known(command.Arguments, installed))).Where(pair => pair.Item2.Length > 0),
        ];

        string[] complaints = await EvaluateAsync(az, judged.Select(pair => pair.Arguments));

        Assert.True(judged.Length > 150, $"Only {judged.Length} commands were found.");
        Assert.Equal(judged.Length, complaints.Length);
        Complaints.AssertNone(judged.Zip(complaints)
            .Where(pair => pair.Second.Length > 0 && (pair.First.Command.Text.MustBeComplete || !AboutMissing.Any(part => pair.Second.Contains(part, StringComparison.Ordinal))))
            .Select(pair => $"{pair.First.Command} -> {pair.Second}"));
    }

    [Fact]
    public async Task A_wrong_command_is_refused()
    {
        (string Command, string Complaint)[] wrong =
        [
            ("acr network-rule add --name contoso --ip-adress 192.0.2.1", "unrecognized arguments: --ip-adress 192.0.2.1"),
            ("acr replication show --registry contoso", "the following arguments are required: --name/-n"),
            ("acr shows --name contoso", "no such command"),
            ("acr update --name contoso --sku Gold", "az acr update: 'Gold' is not a valid value for '--sku'."),
        ];

        string[] complaints = await EvaluateAsync(Installed.OrSkip("az", "azure-cli"), wrong.Select(pair => pair.Command.Split(' ')));

        Assert.All(wrong.Zip(complaints), pair => Assert.StartsWith(pair.First.Complaint, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_with_a_newer_command_names_the_version_that_has_it() =>
        Assert.All(Newer, newer =>
        {
            WrittenCommand[] users = [.. Commands.Where(command => IsOne(command.Arguments, newer))];
            Assert.NotEmpty(users);
            Assert.Empty(users
                .Where(command => !TextOf(command.Text.Source).Contains($"Azure CLI {newer.Version.ToString(2)}", StringComparison.Ordinal))
                .Select(command => command.ToString()));
        });

    private static async Task<string[]> EvaluateAsync(string az, IEnumerable<string[]> commands)
    {
        // The interpreter that has the CLI's modules: Debian's own package names it, and Microsoft's brings one.
        string first = (await File.ReadAllLinesAsync(az, TestContext.Current.CancellationToken))[0];
        string python = first.Contains("python", StringComparison.Ordinal) ? first.TrimStart('#', '!').Trim() : "/opt/az/bin/python3";
        string judge = Path.Combine(ModuleEngine.RepositoryRoot, "tests", "AcrHealth.Integration.Tests", "Commands", "JudgeAzureCommands.py");
        return JsonSerializer.Deserialize<string[]>(await Command.SucceedAsync(python, [judge], input: JsonSerializer.Serialize(commands)))!;
    }

    /// <summary>The part of a command line that the installed version knows.</summary>
    private static string[] Known(string[] arguments, Version installed)
    {
        foreach ((string Command, string? Option, Version Version) newer in Newer.Where(newer => newer.Version > installed && IsOne(arguments, newer)))
        {
            int at = Array.IndexOf(arguments, newer.Option);
            arguments = newer.Option is null ? [] : [.. arguments[..at], .. arguments[(at + 2)..]];
        }

        return arguments;
    }

    private static bool IsOne(string[] arguments, (string Command, string? Option, Version) newer) =>
        arguments.Take(newer.Command.Split(' ').Length).SequenceEqual(newer.Command.Split(' ')) && (newer.Option is null || arguments.Contains(newer.Option));

    private static string TextOf(string source)
    {
        string[] parts = source.Split(' ');
        string path = Path.Combine(ModuleEngine.RepositoryRoot, parts[0].Split(':')[0]);
        return parts.Length == 1
            ? File.ReadAllText(path)
            : System.Xml.Linq.XDocument.Load(path).Root!.Elements("data").Single(data => data.Attribute("name")!.Value == parts[1]).Element("value")!.Value;
    }

    private static async Task<Version> VersionOfAsync(string az)
    {
        using JsonDocument version = JsonDocument.Parse(await Command.SucceedAsync(az, ["version", "--output", "json"]));
        return Version.Parse(version.RootElement.GetProperty("azure-cli").GetString()!);
    }
}
