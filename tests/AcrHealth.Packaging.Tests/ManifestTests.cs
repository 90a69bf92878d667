using System.Management.Automation.Language;
using System.Xml.Linq;
using AcrHealth.Packaging.Manifest;
using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>The manifests and release notes that are made of AcrHealth.psd1 and CHANGELOG.md.</summary>
[Trait("Suite", "Long")]
public sealed class ManifestTests(Packages packages)
{
    private static readonly string Manifest = Path.Combine(ModuleEngine.RepositoryRoot, "AcrHealth.psd1");

    private readonly string _folder = packages.NewFolder(Guid.NewGuid().ToString());

    [Fact]
    public void A_release_with_a_public_place_links_to_its_tag()
    {
        const string Project = "https://example.test/someone/acrhealth";

        Write($"{Sources.Version}-preview1", Project);

        ILookup<string, string> entries = Entries("PSData");
        Assert.Equal("preview1", entries["Prerelease"].Single());
        Assert.Equal(Project, entries["ProjectUri"].Single());
        Assert.Equal($"{Project}/blob/v{Sources.Version}-preview1/LICENSE", entries["LicenseUri"].Single());
        Assert.Equal($"{Project}/raw/v{Sources.Version}-preview1/docs/images/icon.png", entries["IconUri"].Single());
        Assert.Equal(Sources.Version, Entries("")["ModuleVersion"].Single());
        Assert.Equal($"{Project}/releases/download/v{Sources.Version}-preview1/", Entries("")["HelpInfoURI"].Single());
        Assert.Equal($"{Sources.Version}-preview1", Nuspec("version"));
        Assert.Equal(Project, Nuspec("projectUrl"));
        Assert.Equal(entries["LicenseUri"].Single(), Nuspec("licenseUrl"));
        Assert.Equal(entries["IconUri"].Single(), Nuspec("iconUrl"));
    }

    [Fact]
    public void A_release_without_one_links_nowhere()
    {
        Write(Sources.Version, "");

        Assert.DoesNotContain("HelpInfoURI", File.ReadAllText(Path.Combine(_folder, "AcrHealth.psd1")), StringComparison.Ordinal);
        Assert.DoesNotContain("Uri", File.ReadAllText(Path.Combine(_folder, "AcrHealth.psd1")), StringComparison.Ordinal);
        Assert.DoesNotContain("Prerelease ", File.ReadAllText(Path.Combine(_folder, "AcrHealth.psd1")), StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_with_quotes_stay_what_they_are()
    {
        const string Notes = "- It's `a` \"note\"; $(with) everything & <more>.\n\n  In two paragraphs, one 한국어.";

        PackageListing.Write(Manifest, Changelog($"# Changelog\n\n## {Sources.Version}\n\n{Notes}\n\n## 0.0.1\n\nOlder.\n"), Sources.Version, "", _folder);

        Assert.Equal(Notes, Entries("PSData")["ReleaseNotes"].Single());
        Assert.Equal(Notes, Nuspec("releaseNotes"));
        Assert.Equal(Notes + "\n", File.ReadAllText(Path.Combine(_folder, "release-notes.md")));
    }

    [Fact]
    public void A_pre_release_may_have_notes_of_its_own()
    {
        string changelog = Changelog($"## {Sources.Version}\n\nThe whole.\n\n## {Sources.Version}-rc1 (2026-01-01)\n\nThe candidate.\n");

        PackageListing.Write(Manifest, changelog, $"{Sources.Version}-rc1", "", _folder);

        Assert.Equal("The candidate.", Entries("PSData")["ReleaseNotes"].Single());
    }

    [Theory]
    [InlineData("9.9.9", "ModuleVersion is")]
    [InlineData("1.2", "three numbers")]
    [InlineData("{0}-preview.1", "letters and digits")]
    public void A_version_that_the_manifest_or_the_gallery_does_not_know_is_refused(string version, string reason)
    {
        string wanted = version.Replace("{0}", Sources.Version, StringComparison.Ordinal);

        PackagingException exception = Assert.Throws<PackagingException>(
            () => PackageListing.Write(Manifest, Changelog($"## {wanted.Split('-')[0]}\n\nText.\n"), wanted, "", _folder));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## 0.0.1\n\nText.\n", "no section")]
    [InlineData("## {0}\n\n## 0.0.1\n\nText.\n", "is empty")]
    public void A_version_without_notes_is_refused(string changelog, string reason)
    {
        PackagingException exception = Assert.Throws<PackagingException>(
            () => PackageListing.Write(Manifest, Changelog(changelog.Replace("{0}", Sources.Version, StringComparison.Ordinal)), Sources.Version, "", _folder));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.test/acrhealth")]
    [InlineData("someone/acrhealth")]
    public void A_project_address_that_is_none_is_refused(string address)
    {
        PackagingException exception = Assert.Throws<PackagingException>(() => Write(Sources.Version, address));

        Assert.Contains("https", exception.Message, StringComparison.Ordinal);
    }

    private void Write(string version, string projectUrl) =>
        PackageListing.Write(Manifest, Path.Combine(ModuleEngine.RepositoryRoot, "CHANGELOG.md"), version, projectUrl, _folder);

    private string Changelog(string text)
    {
        string path = Path.Combine(_folder, "CHANGELOG.md");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The plain entries of the written manifest, of itself or of a table in it.</summary>
    private ILookup<string, string> Entries(string table)
    {
        ScriptBlockAst script = Parser.ParseFile(Path.Combine(_folder, "AcrHealth.psd1"), out _, out ParseError[] errors);
        Assert.Empty(errors);
        return script.FindAll(ast => ast is HashtableAst found && (table.Length == 0 ? IsOutermost(found) : IsNamed(found, table)), searchNestedScriptBlocks: false)
            .Cast<HashtableAst>()
            .Single()
            .KeyValuePairs
            .Where(pair => pair.Item2 is PipelineAst pipeline && pipeline.GetPureExpression() is StringConstantExpressionAst)
            .ToLookup(
                pair => ((StringConstantExpressionAst)pair.Item1).Value,
                pair => ((StringConstantExpressionAst)((PipelineAst)pair.Item2).GetPureExpression()).Value);
    }

    private static bool IsOutermost(HashtableAst table)
    {
        Ast? around = table.Parent;
        while (around is not null and not HashtableAst)
        {
            around = around.Parent;
        }

        return around is null;
    }

    private static bool IsNamed(HashtableAst table, string name)
    {
        Ast around = table.Parent;
        while (around is not HashtableAst and not ScriptBlockAst)
        {
            around = around.Parent;
        }

        return around is HashtableAst outer && outer.KeyValuePairs.Any(pair => ((StringConstantExpressionAst)pair.Item1).Value == name && pair.Item2.Extent.StartOffset == table.Extent.StartOffset);
    }

    private string Nuspec(string element) =>
        XDocument.Load(Path.Combine(_folder, "AcrHealth.nuspec")).Descendants().Single(node => node.Name.LocalName == element).Value;
}
