using System.Globalization;
using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests.Docs;

/// <summary>Keeps the docs and the engine's Get-Help the same.</summary>
[Trait("Suite", "Long")]
public sealed partial class DocsAndHelpTests : IDisposable
{
    private const string English = "en-US";
    private const string Korean = "ko-KR";

    private static readonly string[] Cultures = [English, Korean];

    private readonly Dictionary<string, ModuleEngine> _engines = [];

    public static TheoryData<string> Languages => [.. Cultures];

    /// <summary>Every page of a command that there is.</summary>
    public static TheoryData<string, string> Pages
    {
        get
        {
            TheoryData<string, string> pages = [];
            foreach (string culture in Cultures)
            {
                pages.AddRange(PagesOf(culture).Select(page => new TheoryDataRow<string, string>(culture, page)));
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_command_has_a_page_and_every_page_a_command(string culture)
    {
        Assert.Equal(Texts(culture, "(Get-Module AcrHealth).ExportedCommands.Keys").Order(StringComparer.Ordinal), PagesOf(culture).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Synopsis_description_notes_and_links_are_the_same(string culture, string command)
    {
        MarkdownText page = Read(culture, command);

        Assert.Equal(page.Paragraphs($"# {command}"), Texts(culture, "(Get-Help $args[0]).Synopsis", command));
        Assert.Equal(page.Paragraphs(In(culture, "## Description", "## 설명")), Texts(culture, "(Get-Help $args[0]).description.Text.Trim()", command));
        string notes = In(culture, "## Notes", "## 참고");
        Assert.Equal(page.Headings.Contains(notes) ? page.Paragraphs(notes) : [], Texts(culture, "(Get-Help $args[0]).alertSet.alert.Text | Where-Object { $_ } | ForEach-Object Trim", command));
        Assert.Equal(
            page.Links(In(culture, "## Related links", "## 관련 링크")).Select(link => $"{link.Text} {(link.Address.StartsWith("https:", StringComparison.Ordinal) ? link.Address : null)}"),
            Texts(culture, "(Get-Help $args[0]).relatedLinks.navigationLink | ForEach-Object { \"$($_.linkText) $($_.uri)\" }", command));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Parameters_are_described_the_same_and_have_the_same_facts(string culture, string command)
    {
        const string Facts = "(Get-Help $args[0]).parameters.parameter | ForEach-Object { '-' + $_.name; ($_.description.Text -join ' ') -replace '\\s+', ' ';"
            + " $_.type.name, $_.required, $_.position, $_.defaultValue, $_.pipelineInput, $_.globbing, $_.aliases -join ' | ' }";
        MarkdownText page = Read(culture, command);

        IEnumerable<string> written = page.Under(In(culture, "## Parameters", "## 매개 변수"))
            .SelectMany(name => new[] { name, string.Join(' ', page.Paragraphs($"### {name}")), FactsOf(page, $"### {name}") });

        Assert.Equal(written, Texts(culture, Facts, command));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_are_the_same(string culture, string command)
    {
        const string Told = "(Get-Help $args[0]).examples.example | ForEach-Object { $_.title.Trim('- '); $_.code; ($_.remarks.Text -join ' ').Trim() }";
        MarkdownText page = Read(culture, command);

        IEnumerable<string> written = page.Under(In(culture, "## Examples", "## 예제"))
            .SelectMany(title => new[] { MarkdownText.Plain(title), page.Code($"### {title}", "powershell").Single(), string.Join(' ', page.Paragraphs($"### {title}")) });

        Assert.Equal(written, Texts(culture, Told, command));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Inputs_and_outputs_are_the_same(string culture, string command)
    {
        const string Told = "foreach ($item in @((Get-Help $args[0]).inputTypes.inputType) + @((Get-Help $args[0]).returnValues.returnValue)) {"
            + " if ($item.type) { $item.type.name; $item.description.Text -join ' ' } }";
        MarkdownText page = Read(culture, command);

        IEnumerable<string> written = new[] { In(culture, "## Inputs", "## 입력"), In(culture, "## Outputs", "## 출력") }
            .SelectMany(kind => page.Under(kind).SelectMany(type => new[] { type, string.Join(' ', page.Paragraphs($"### {type}", kind)) }));

        Assert.Equal(written, Texts(culture, Told, command));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_syntax_is_the_same(string culture, string command)
    {
        const string Told = "foreach ($item in (Get-Help $args[0]).syntax.syntaxItem) { @($item.name) + @($item.parameter | ForEach-Object {"
            + " $name = if ($_.position -eq 'named') { \"-$($_.name)\" } else { \"[-$($_.name)]\" };"
            + " $text = if ($_.type.name -eq 'SwitchParameter') { $name } else { \"$name <$($_.type.name)>\" };"
            + " if ($_.required -eq 'true') { $text } else { \"[$text]\" } }) + '[<CommonParameters>]' -join ' ' }";

        string block = Read(culture, command).Code(In(culture, "## Syntax", "## 구문"), "text").Single();

        Assert.Equal(block.Split("\n\n").Select(MarkdownText.Plain), Texts(culture, Told, command));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_page_whose_title_is_a_topic_is_one_word_for_word(string culture)
    {
        string[] files = [.. Directory.EnumerateFiles(MarkdownText.Folder(culture), "*.md").Where(file => File.ReadLines(file).First().StartsWith("# about_", StringComparison.Ordinal))];

        Assert.Equal(["# about_AcrHealth", "# about_AcrHealth_Checks"], files.Select(file => File.ReadLines(file).First()).Order(StringComparer.Ordinal));
        Assert.All(files, file =>
        {
            MarkdownText page = MarkdownText.Read(culture, Path.GetFileName(file));
            string topic = MarkdownText.Plain(Assert.Single(Texts(culture, "Get-Help $args[0]", page.Headings[0][2..])));
            foreach (string heading in page.Headings)
            {
                Assert.All(page.Paragraphs(heading), text => Assert.Contains(text, topic, StringComparison.Ordinal));
                Assert.All(page.Code(heading, "powershell"), code => Assert.Contains(MarkdownText.Plain(code), topic, StringComparison.Ordinal));
                Assert.All(page.Rows(heading), row => Assert.All(row, cell => Assert.Contains(cell, topic, StringComparison.Ordinal)));
                Assert.Contains(heading.TrimStart('#').Trim(), topic, StringComparison.OrdinalIgnoreCase);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_synopsis_of_a_topic_is_its_first_paragraph(string culture)
    {
        foreach (string page in new[] { "about_AcrHealth.md", "checks.md" })
        {
            MarkdownText text = MarkdownText.Read(culture, page);
            Assert.Equal(text.Paragraphs(text.Headings[0])[0], Assert.Single(Texts(culture, "(Get-Help ($args[0] + '*') | Where-Object Name -eq $args[0]).Synopsis.Trim()", text.Headings[0][2..])));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_check_is_documented_with_its_question_prerequisites_and_codes(string culture)
    {
        MarkdownText page = MarkdownText.Read(culture, "checks.md");
        string[] checks = Texts(culture, "Get-AcrHealthCheck | ForEach-Object { $_.Name }");

        Assert.Equal(checks, page.Headings.Where(heading => heading.StartsWith("### ", StringComparison.Ordinal)).Select(heading => heading[4..]));
        Assert.All(checks, check =>
        {
            IReadOnlyList<string> text = page.Paragraphs($"### {check}");
            Assert.Equal(Assert.Single(Texts(culture, "(Get-AcrHealthCheck $args[0]).Description", check)), text[0]);
            string[] needs = Texts(culture, "(Get-AcrHealthCheck $args[0]).Prerequisites", check);
            string logged = text.FirstOrDefault(paragraph => paragraph.StartsWith(In(culture, "Needs ", "선행 검사: "), StringComparison.Ordinal)) ?? string.Empty;
            Assert.Equal(needs, checks.Where(other => Regex.IsMatch(logged, $@"\b{other}\b")).OrderBy(other => Array.IndexOf(needs, other)));
            Assert.Equal(
                Texts(culture, "(Get-AcrHealthCheck $args[0]).Codes", check).Order(StringComparer.Ordinal),
                text.Where(paragraph => paragraph.StartsWith("- ", StringComparison.Ordinal)).Select(item => Code().Match(item).Value).Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void The_readme_lists_every_check_with_its_question_and_every_code_it_can_give()
    {
        string[] rows = Texts(English, "Get-AcrHealthCheck | ForEach-Object { \"| $($_.Name) | $($_.Description) | $($_.Codes -join ', ') |\" }");
        string[] readme = File.ReadAllLines(Path.Combine(MarkdownText.Folder(English), "..", "README.md"));

        Assert.Equal(rows, readme.SkipWhile(line => line != "| check | question | codes |").Skip(2).TakeWhile(line => line.StartsWith('|')));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_page_of_errors_is_the_reference(string culture)
    {
        const string Told = "Get-AcrHealthError | ForEach-Object { $n = 0; $_.Code; $_.Meaning; $_.Consequence; $_.Remediation | ForEach-Object { $n++; \"$n. $_\" } }";
        MarkdownText page = MarkdownText.Read(culture, "errors.md");

        IEnumerable<string> written = page.Headings.Skip(1).SelectMany(code => new[] { code[3..] }.Concat(page.Paragraphs(code).SkipLast(1)
            .Where(text => !text.EndsWith("**:", StringComparison.Ordinal)).Select(text => Label().Replace(text, string.Empty))));

        Assert.Equal(Texts(culture, Told).Select(MarkdownText.Plain), written);
    }

    public void Dispose()
    {
        foreach (ModuleEngine engine in _engines.Values)
        {
            engine.Dispose();
        }
    }

    private static string In(string culture, string english, string korean) => culture == Korean ? korean : english;

    private static MarkdownText Read(string culture, string command) => MarkdownText.Read(culture, Path.Combine("cmdlets", command + ".md"));

    private static IEnumerable<string> PagesOf(string culture) =>
        Directory.EnumerateFiles(Path.Combine(MarkdownText.Folder(culture), "cmdlets"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!);

    private static string FactsOf(MarkdownText page, string heading)
    {
        Dictionary<string, string> facts = page.Code(heading, "yaml").Single().Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return string.Join(
            " | ",
            facts["Type"],
            Lower("Required"),
            facts["Position"],
            facts["Default value"],
            facts["Accept pipeline input"],
            Lower("Accept wildcard characters"),
            facts.GetValueOrDefault("Aliases", "none"));

        string Lower(string fact) => facts[fact] switch { "True" => "true", "False" => "false", var other => other };
    }

    [GeneratedRegex("[A-Z]+_[A-Z_]+")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\*\*[^*]+\*\*: ")]
    private static partial Regex Label();

    private string[] Texts(string culture, string script, params object?[] arguments)
    {
        if (!_engines.TryGetValue(culture, out ModuleEngine? engine))
        {
            engine = _engines[culture] = new(uiCulture: CultureInfo.GetCultureInfo(culture));
        }

        ScriptOutcome outcome = engine.Run(script, arguments);
        Assert.Null(outcome.Terminating);
        Assert.Empty(outcome.Errors);
        return [.. outcome.Output.Select(item => item?.ToString() ?? string.Empty)];
    }
}
