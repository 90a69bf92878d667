using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using AcrHealth.Help.Commands;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests.Docs;

/// <summary>Compares the output of Get-Help with the commands themselves.</summary>
public sealed class HelpTests : IDisposable
{
    private const string English = "en-US";
    private const string Korean = "ko-KR";
    private const int FewestExamples = 3;

    private static readonly string[] Cultures = [English, Korean];
    private static readonly string[] Commands =
    [
        "ConvertTo-AcrHealthReport", "Export-AcrHealthReport", "Get-AcrHealthCheck", "Get-AcrHealthError", "Get-AcrHealthSummary",
        "Get-AcrPullFailure", "Test-AcrHealth", "Test-AcrHealthCluster", "Wait-AcrHealth",
    ];

    private readonly Dictionary<string, ModuleEngine> _engines = [];

    public static TheoryData<string> Languages => [.. Cultures];

    public static TheoryData<string, string> Pages => new MatrixTheoryData<string, string>(Cultures, Commands);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_command_has_a_page_and_every_page_a_command(string culture)
    {
        string folder = culture == Korean ? "ko" : culture;
        string file = Path.Combine(Path.GetDirectoryName(ModuleEngine.ModulePath)!, folder, "AcrHealth.dll-Help.xml");

        string[] pages = Texts(culture, "([xml][System.IO.File]::ReadAllText($args[0])).helpItems.command | ForEach-Object { $_.details.name }", file);

        Assert.Equal(Commands, Texts(culture, "(Get-Module AcrHealth).ExportedCmdlets.Keys").Order(StringComparer.Ordinal));
        Assert.Equal(Commands, pages.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_tells_what_the_command_is_for(string culture, string command)
    {
        string synopsis = Assert.Single(Texts(culture, "(Get-Help $args[0]).Synopsis", command));

        // Without a page, the engine shows the syntax in its place.
        Assert.DoesNotContain("[-", synopsis, StringComparison.Ordinal);
        AssertLanguage(culture, synopsis);
        AssertLanguage(culture, Texts(culture, "(Get-Help $args[0]).description.Text", command));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_parameter_is_described_and_none_that_does_not_exist(string culture, string command)
    {
        string[] described = Texts(culture, "(Get-Help $args[0]).parameters.parameter.name", command);

        Assert.Equal(Parameters(culture, command).Select(parameter => parameter.Name).Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        AssertLanguage(culture, Texts(culture, "(Get-Help $args[0]).parameters.parameter | ForEach-Object { $_.description.Text -join ' ' }", command));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Types_positions_pipeline_input_wildcards_aliases_and_defaults_are_the_commands_own(string culture, string command)
    {
        const string Told = "(Get-Help $args[0]).parameters.parameter | ForEach-Object {"
            + " $_.name, $_.type.name, $_.required, $_.position, $_.pipelineInput, $_.globbing, $_.aliases, $_.defaultValue -join ' | ' }";

        string[] logged = Texts(culture, Told, command);

        object instance = Activator.CreateInstance(Command(culture, command).ImplementingType)!;
        Assert.Equal(
            Parameters(culture, command).Select(parameter => Facts(parameter, instance)).Order(StringComparer.Ordinal), logged.Order(StringComparer.Ordinal));
        (instance as IDisposable)?.Dispose();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void There_is_a_syntax_for_each_parameter_set(string culture, string command)
    {
        const string Told = "foreach ($item in (Get-Help $args[0]).syntax.syntaxItem) {"
            + " @($item.parameter | ForEach-Object { $_.name, $_.required, $_.position -join ' ' }) -join ', ' }";

        string[] logged = Texts(culture, Told, command);

        Assert.Equal(Command(culture, command).ParameterSets.Select(Syntax).Order(StringComparer.Ordinal), logged.Select(Sorted).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_parse_and_use_what_the_commands_have(string culture, string command)
    {
        string[] codes = Codes(culture, command);

        Assert.True(codes.Length >= FewestExamples);
        Assert.All(codes, code => AssertRuns(culture, code));
        Assert.All(codes, code => Assert.Contains("-Acr", code, StringComparison.Ordinal));
        AssertLanguage(culture, Texts(culture, "(Get-Help $args[0]).examples.example.title", command));
        AssertLanguage(culture, Texts(culture, "(Get-Help $args[0]).examples.example | ForEach-Object { $_.remarks.Text -join ' ' }", command));
    }

    [Theory]
    [InlineData("Get-AcrHealthCheck")]
    [InlineData("Get-AcrHealthError")]
    [InlineData("Test-AcrHealth")]
    public void Examples_are_the_same_in_both_languages(string command)
    {
        Assert.Equal(Codes(English, command), Codes(Korean, command));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_tells_what_goes_in_and_comes_out_and_where_to_read_on(string culture, string command)
    {
        string[] outputs = [.. Command(culture, command).OutputType.Select(type => type.Name)];

        Assert.Equal(outputs, Texts(culture, "(Get-Help $args[0]).returnValues.returnValue.type.name", command));
        AssertLanguage(culture, Texts(culture, "(Get-Help $args[0]).returnValues.returnValue | ForEach-Object { $_.description.Text -join ' ' }", command));
        AssertLanguage(culture, Texts(culture, "(Get-Help $args[0]).inputTypes.inputType | ForEach-Object { $_.description.Text -join ' ' }", command));
        string[] addresses = Texts(culture, "(Get-Help $args[0]).relatedLinks.navigationLink.uri | Where-Object { $_ }", command);
        Assert.All(addresses, address => Assert.StartsWith("https://learn.microsoft.com/", address, StringComparison.Ordinal));
        Assert.NotEmpty(addresses);
        string[] links = Texts(culture, "(Get-Help $args[0]).relatedLinks.navigationLink.linkText", command);
        Assert.All(Commands.Except([command]), other => Assert.Contains(other, links));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_topic_is_found_and_lists_every_check_with_what_it_needs(string culture)
    {
        string topic = Assert.Single(Texts(culture, "Get-Help about_AcrHealth"));

        AssertLanguage(culture, topic);
        string[] rows = Texts(culture, "Get-AcrHealthCheck | ForEach-Object { ($_.Name, $_.Category, ($_.Prerequisites -join ', ') -join ' ').Trim() }");
        string table = string.Join(' ', topic.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(rows, row => Assert.Contains(row, table, StringComparison.Ordinal));
        Assert.All(
            ["DOCKER_COMMAND", "AZURE_AUTHORITY_HOST", "HTTPS_PROXY", "NO_PROXY", "NO_COLOR"], name => Assert.Contains(name, topic, StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_in_another_language_has_the_English_pages()
    {
        AssertLanguage(English, Texts("fr-FR", "(Get-Help Test-AcrHealth).description.Text"));
        AssertLanguage(English, Texts("fr-FR", "Get-Help about_AcrHealth"));
    }

    public void Dispose()
    {
        foreach (ModuleEngine engine in _engines.Values)
        {
            engine.Dispose();
        }
    }

    private static void AssertLanguage(string culture, params string[] texts)
    {
        Assert.NotEmpty(texts);
        Assert.All(texts, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text));
            Assert.Equal(culture == Korean, text.Any(character => character is >= '가' and <= '힣'));
        });
    }

    private void AssertRuns(string culture, string code)
    {
        ScriptBlockAst script = Parser.ParseInput(code, out _, out ParseError[] errors);

        Assert.Empty(errors);
        foreach (CommandAst call in script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            if (call.GetCommandName() is { } name && Commands.Contains(name))
            {
                Dictionary<string, ParameterMetadata> known = Command(culture, name).Parameters;
                Assert.All(call.CommandElements.OfType<CommandParameterAst>(), parameter => Assert.Contains(parameter.ParameterName, known.Keys));
            }
        }
    }

    private static string Facts(ParameterMetadata parameter, object instance)
    {
        var facts = ParameterFacts.Of(parameter, instance);
        return string.Join(
            " | ",
            facts.Name,
            facts.Type,
            Lower(facts.Mandatory),
            facts.PositionText,
            facts.PipelineText,
            Lower(facts.Wildcards),
            facts.Aliases.Count == 0 ? "none" : string.Join(", ", facts.Aliases),
            facts.Default);
    }

    private static string Syntax(CommandParameterSetInfo set) => Sorted(string.Join(
        ", ",
        set.Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .Select(parameter => $"{parameter.Name} {Lower(parameter.IsMandatory)} {Position(parameter.Position)}")));

    private static string Sorted(string list) => string.Join(", ", list.Split(", ").Order(StringComparer.Ordinal));

    private static string Lower(bool value) => value ? "true" : "false";

    private static string Position(int position) => position < 0 ? "named" : position.ToString(CultureInfo.InvariantCulture);

    private string[] Codes(string culture, string command) => Texts(culture, "(Get-Help $args[0]).examples.example.code", command);

    private CmdletInfo Command(string culture, string name) => (CmdletInfo)Engine(culture).Run("Get-Command $args[0]", name).Output.Single().BaseObject;

    private IEnumerable<ParameterMetadata> Parameters(string culture, string command) =>
        Command(culture, command).Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name));

    private string[] Texts(string culture, string script, params object?[] arguments)
    {
        ScriptOutcome outcome = Engine(culture).Run(script, arguments);
        Assert.Null(outcome.Terminating);
        Assert.Empty(outcome.Errors);
        return [.. outcome.Output.Select(item => item?.ToString() ?? string.Empty)];
    }

    private ModuleEngine Engine(string culture)
    {
        if (!_engines.TryGetValue(culture, out ModuleEngine? engine))
        {
            engine = _engines[culture] = new(uiCulture: CultureInfo.GetCultureInfo(culture));
        }

        return engine;
    }
}
