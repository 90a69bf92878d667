using AcrHealth.Packaging.Manifest;
using AcrHealth.Packaging.UpdatableHelp;
using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>The help of a release, as PowerShell's own Update-Help takes it.</summary>
[Trait("Suite", "Long")]
public sealed class UpdatableHelpTests(Packages packages)
{
    private const string Project = "https://example.test/someone/acrhealth";

    private readonly string _folder = packages.NewFolder(Guid.NewGuid().ToString());

    [Fact]
    public async Task Update_Help_restores_the_help_of_both_languages()
    {
        string module = Module();
        string content = Content(module);
        string[] cultures = ["en-US", "ko"];
        foreach (string culture in cultures)
        {
            File.Delete(Path.Combine(module, culture, "AcrHealth.dll-Help.xml"));
        }

        string said = await BuildCommand.SucceedAsync(
            _folder,
            "dotnet",
            [
                PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-Command",
                $"$ErrorActionPreference = 'Stop'; Update-Help -Module AcrHealth -SourcePath '{content}' -UICulture en-US, ko -Scope AllUsers -Force; (Get-Help Test-AcrHealth).Synopsis",
            ],
            ("PSModulePath", Path.GetDirectoryName(module)),
            ("NO_COLOR", "1"));

        Assert.All(cultures, culture => Assert.Equal(
            File.ReadAllBytes(Path.Combine(Source, culture, "AcrHealth.dll-Help.xml")), File.ReadAllBytes(Path.Combine(module, culture, "AcrHealth.dll-Help.xml"))));
        Assert.Contains("registry", said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_cabinet_holds_what_the_zip_file_holds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bsdtar has another name there.");
        string cabinet = Directory.EnumerateFiles(Content(Module()), "*_ko_HelpContent.cab").Single();
        string extracted = packages.NewFolder(Guid.NewGuid().ToString());

        await BuildCommand.SucceedAsync(extracted, Installed.OrSkip("bsdtar", "bsdtar of libarchive-tools"), ["-xf", cabinet]);

        string[] help = [.. Directory.EnumerateFiles(Path.Combine(Source, "ko")).Where(file => !file.EndsWith(".dll", StringComparison.Ordinal))];
        Assert.Equal(3, help.Length);
        Assert.All(help, file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(extracted, Path.GetFileName(file)))));
    }

    private static string Source => Path.GetDirectoryName(ModuleEngine.ModulePath)!;

    private string Content(string module)
    {
        string content = Path.Combine(_folder, "content");
        HelpContent.Write(module, ProjectLinks.Of(Project, Sources.Version)!, content);
        return content;
    }

    /// <summary>A copy of the module, with the manifest of a release.</summary>
    private string Module()
    {
        string module = Path.Combine(_folder, "modules", "AcrHealth");
        FolderCopy.Copy(Source, module);
        PackageListing.Write(
            Path.Combine(ModuleEngine.RepositoryRoot, "AcrHealth.psd1"), Path.Combine(ModuleEngine.RepositoryRoot, "CHANGELOG.md"), Sources.Version, Project, module);
        return module;
    }
}
