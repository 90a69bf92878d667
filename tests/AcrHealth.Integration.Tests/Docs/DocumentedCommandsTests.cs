using System.Management.Automation.Language;
using AcrHealth.Integration.Tests.Shell;

namespace AcrHealth.Integration.Tests.Docs;

/// <summary>Everything that README and docs tell people to type is run, or at least known.</summary>
public sealed class DocumentedCommandsTests(Reader reader) : IClassFixture<Reader>
{
    private const string Korean = "docs/ko/";

    // Code of every language is fenced and says what it is, so that none escapes the tests.
    private static readonly string[] Languages = [CodeBlock.PowerShell, "sh", "text", "yaml", "json", "xml", "csharp"];

    public static TheoryData<string> Pages => [.. DocumentPage.Names];

    /// <summary>The pages that show commands; a Korean one shows those of its English one.</summary>
    public static TheoryData<string> PagesWithCommands =>
        [.. DocumentPage.Names.Where(name => !name.StartsWith(Korean, StringComparison.Ordinal) && CommandsOf(name).Length > 0)];

    public static TheoryData<string> KoreanPages => [.. DocumentPage.Names.Where(name => name.StartsWith(Korean, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public async Task Every_PowerShell_command_of_a_page_runs(string page)
    {
        IReadOnlyList<string> troubles = await reader.ReadAsync(page, CommandsOf(page));

        Assert.True(troubles.Count == 0, string.Join('\n', troubles));
    }

    public static TheoryData<string> OtherPesterVersions => [.. RealPowerShell.PesterVersions.Skip(1)];

    [Theory]
    [MemberData(nameof(OtherPesterVersions))]
    public async Task The_suites_run_in_every_version_of_Pester(string version)
    {
        IReadOnlyList<string> troubles = await reader.ReadAsync("docs/pester.md", CommandsOf("docs/pester.md"), version);

        Assert.True(troubles.Count == 0, string.Join('\n', troubles));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_code_says_its_language(string page)
    {
        Assert.All(DocumentPage.Read(page).Blocks, block =>
        {
            Assert.True(Languages.Contains(block.Language.TrimEnd()), $"{page}:{block.Line}: the language '{block.Language}' is none of {string.Join(", ", Languages)}.");
        });
    }

    [Theory]
    [MemberData(nameof(KoreanPages))]
    public void A_Korean_page_shows_the_commands_of_its_English_one(string page)
    {
        Assert.Equal(
            CommandsOf("docs/" + page[Korean.Length..]).Select(block => WithoutComments(block.Code)),
            CommandsOf(page).Select(block => WithoutComments(block.Code)));
    }

    private static CodeBlock[] CommandsOf(string page) => [.. DocumentPage.Read(page).Blocks.Where(block => block.Language == CodeBlock.PowerShell)];

    private static string WithoutComments(string code)
    {
        Parser.ParseInput(code, out Token[] tokens, out _);
        return string.Join(' ', tokens.Where(token => token.Kind != TokenKind.Comment).Select(token => token.Text));
    }
}
