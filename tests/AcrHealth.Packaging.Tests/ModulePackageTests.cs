using System.IO.Compression;
using System.Text.Json;
using AcrHealth.Testing;
using NuGet.Packaging;

namespace AcrHealth.Packaging.Tests;

/// <summary>The module's package, as people get it.</summary>
[Trait("Suite", "Long")]
public sealed class ModulePackageTests(Packages packages)
{
    [Fact]
    public async Task It_holds_these_files_and_no_other()
    {
        using PackageArchiveReader package = new(await packages.ModuleAsync());
        string[] topics =
        [
            .. from language in new[] { (Folder: "en-US", Docs: "docs"), (Folder: "ko", Docs: "docs/ko") }
               from page in Directory.EnumerateFiles(Path.Combine(ModuleEngine.RepositoryRoot, language.Docs), "*.md")
               let title = File.ReadLines(page).First()
               where title.StartsWith("# about_", StringComparison.Ordinal)
               select $"{language.Folder}/{title[2..]}.help.txt",
        ];

        string[] files = [.. package.GetFiles().Where(file => !file.EndsWith(".psmdcp", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        Assert.Equal(
            ((string[])
            [
                "[Content_Types].xml",
                "_rels/.rels",
                "AcrHealth.nuspec",
                "AcrHealth.psd1",
                "AcrHealth.dll",
                "AcrHealth.Core.dll",
                "AcrHealth.format.ps1xml",
                "AcrHealth.cdx.json",
                "LICENSE",
                "THIRD-PARTY-NOTICES.txt",
                "icon.png",
                "Diagnostics/Comprehensive/AcrHealth.Tests.ps1",
                "Diagnostics/Simple/AcrHealth.Tests.ps1",
                "en-US/AcrHealth.dll-Help.xml",
                "ko/AcrHealth.dll-Help.xml",
                "ko/AcrHealth.resources.dll",
                "ko/AcrHealth.Core.resources.dll",
                "dependencies/AcrHealth.Adapters.dll",
                .. Restored().Select(name => $"dependencies/{name}.dll"),
                .. topics,
            ]).Order(StringComparer.Ordinal),
            files);
    }

    [Fact]
    public async Task It_says_what_a_repository_shows_and_searches_by()
    {
        using PackageArchiveReader package = new(await packages.ModuleAsync());
        NuspecReader manifest = package.NuspecReader;

        Assert.Equal("AcrHealth", manifest.GetId());
        Assert.Equal(Sources.Version, manifest.GetVersion().ToNormalizedString());
        Assert.Contains("Azure container registry", manifest.GetDescription(), StringComparison.Ordinal);
        Assert.Equal("LICENSE", manifest.GetLicenseMetadata()!.License);
        Assert.Equal("icon.png", manifest.GetIcon());
        string[] tags = manifest.GetTags()!.Split(' ');
        Assert.Equal(tags.Distinct(), tags);
        Assert.Superset(
            new HashSet<string> { "PSModule", "PSEdition_Core", "Windows", "Linux", "MacOS", "PSIncludes_Cmdlet", "PSCmdlet_Test-AcrHealth", "PSCommand_Test-AcrHealth" },
            tags.ToHashSet());
        Assert.Empty(package.GetPackageDependencies());
    }

    [Fact]
    public async Task Its_release_notes_are_the_section_of_the_changelog()
    {
        using PackageArchiveReader package = new(await packages.ModuleAsync());

        string notes = package.NuspecReader.GetReleaseNotes();

        Assert.Contains("`Test-AcrHealth` checks this machine", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("##", notes, StringComparison.Ordinal);
        Assert.Contains(notes.ReplaceLineEndings("\n").Trim(), (await File.ReadAllTextAsync(Path.Combine(ModuleEngine.RepositoryRoot, "CHANGELOG.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_a_public_place_links_nowhere()
    {
        using PackageArchiveReader package = new(await packages.ModuleAsync());

        Assert.Null(package.NuspecReader.GetProjectUrl().NullIfEmpty());
        Assert.Null(package.NuspecReader.GetIconUrl().NullIfEmpty());
        Assert.Null(package.NuspecReader.GetRepositoryMetadata().Url.NullIfEmpty());
    }

    [Fact]
    public async Task The_expanded_package_imports_and_knows_its_errors()
    {
        string folder = await ExpandAsync("AcrHealth");
        using var engine = new ModuleEngine(import: false);

        ScriptOutcome outcome = engine.Run(
            "$m = Import-Module -Name $args[0] -PassThru -ErrorAction Stop; $m.Version.ToString(); $m.PrivateData.PSData.ReleaseNotes; (Get-AcrHealthError DOCKER_DAEMON_ERROR).Code; (Get-Help Test-AcrHealth).Synopsis",
            Path.Combine(folder, "AcrHealth.psd1"));

        Assert.Empty(outcome.Errors);
        string[] said = [.. outcome.Output.Select(line => line.ToString()!)];
        Assert.Equal(Sources.Version, said[0]);
        Assert.NotEmpty(said[1]);
        Assert.Equal("DOCKER_DAEMON_ERROR", said[2]);
        Assert.DoesNotContain("Test-AcrHealth [", said[3], StringComparison.Ordinal);
        // And nothing else came with it.
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), assembly => !assembly.IsDynamic && assembly.Location.Contains(Path.Combine(folder, "dependencies"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_of_others_ships_is_in_the_bill_and_in_the_notices()
    {
        using PackageArchiveReader package = new(await packages.ModuleAsync());
        string[] libraries =
        [
            .. package.GetFiles("dependencies").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "AcrHealth.Adapters").Order(StringComparer.Ordinal),
        ];

        using JsonDocument bill = await JsonDocument.ParseAsync(package.GetStream("AcrHealth.cdx.json"), cancellationToken: TestContext.Current.CancellationToken);
        using StreamReader notices = new(package.GetStream("THIRD-PARTY-NOTICES.txt"));
        string text = await notices.ReadToEndAsync(TestContext.Current.CancellationToken);

        JsonElement[] components = [.. bill.RootElement.GetProperty("components").EnumerateArray()];
        Assert.Equal(libraries, components.Select(component => component.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.All(components, component => Assert.Contains($"\n{component.GetProperty("name")} {component.GetProperty("version")}\n", text, StringComparison.Ordinal));
        Assert.Contains("Permission is hereby granted", text, StringComparison.Ordinal);
        Assert.Contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION", text, StringComparison.Ordinal);
        Assert.Contains("Copyright (c) 2024 Michael Conrad", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Restored()
    {
        using JsonDocument locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(ModuleEngine.RepositoryRoot, "src", "AcrHealth.Adapters", "packages.lock.json")));
        return
        [
            .. locked.RootElement.GetProperty("dependencies").GetProperty("net8.0").EnumerateObject()
                .Where(package => package.Value.GetProperty("type").GetString() != "Project")
                .Select(package => package.Name)
                // The first two have no files for .NET, which has all of them; the third is the compiler's analyzers.
                .Where(name => name is not ("System.ValueTuple" or "System.Memory" or "Microsoft.NET.ILLink.Tasks")),
        ];
    }

    private async Task<string> ExpandAsync(string name)
    {
        string folder = packages.NewFolder(name);
        await ZipFile.ExtractToDirectoryAsync(await packages.ModuleAsync(), folder, overwriteFiles: true, TestContext.Current.CancellationToken);
        return folder;
    }
}
