using System.Text.Json;
using NuGet.Packaging;

namespace AcrHealth.Packaging.Tests;

/// <summary>The simulator's package, and the command that <c>dotnet tool install</c> makes of it.</summary>
[Trait("Suite", "Long")]
public sealed class SimulatorPackageTests(Packages packages)
{
    private const string Program = "tools/net10.0/any";

    [Fact]
    public async Task It_says_what_a_repository_shows()
    {
        using PackageArchiveReader package = new(await packages.SimulatorAsync());
        NuspecReader manifest = package.NuspecReader;

        Assert.Equal(Sources.Version, manifest.GetVersion().ToNormalizedString());
        Assert.Equal("MIT", manifest.GetLicenseMetadata()!.License);
        Assert.Equal("icon.png", manifest.GetIcon());
        Assert.Equal("README.md", manifest.GetReadme());
        Assert.Contains("`Test-AcrHealth` checks this machine", manifest.GetReleaseNotes(), StringComparison.Ordinal);
        Assert.Equal("DotnetTool", Assert.Single(manifest.GetPackageTypes()).Name);
        Assert.Null(manifest.GetProjectUrl().NullIfEmpty());
        Assert.Superset(new HashSet<string> { "icon.png", "README.md", "LICENSE", "THIRD-PARTY-NOTICES.txt", "AcrHealth.Simulator.cdx.json" }, package.GetFiles().ToHashSet());
    }

    [Fact]
    public async Task It_brings_the_module_as_the_module_s_own_package_does()
    {
        using PackageArchiveReader tool = new(await packages.SimulatorAsync());
        using PackageArchiveReader module = new(await packages.ModuleAsync());
        const string Bundled = Program + "/module/AcrHealth/";

        string[] bundled = [.. tool.GetFiles().Where(file => file.StartsWith(Bundled, StringComparison.Ordinal)).Select(file => file[Bundled.Length..])];

        Assert.Equal(
            module.GetFiles().Where(file => !file.StartsWith("package/", StringComparison.Ordinal)).Except(["[Content_Types].xml", "_rels/.rels", "AcrHealth.nuspec"]).Order(StringComparer.Ordinal),
            bundled.Order(StringComparer.Ordinal));
        Assert.All(bundled, file => Assert.Equal(Bytes(module, file), Bytes(tool, Bundled + file)));
    }

    [Fact]
    public async Task It_brings_the_native_program_s_portable_build_and_nothing_of_this_machine()
    {
        using PackageArchiveReader package = new(await packages.SimulatorAsync());
        string[] files = [.. package.GetFiles(Program)];

        Assert.Superset(
            new HashSet<string> { $"{Program}/cli/acrhealth.dll", $"{Program}/cli/acrhealth.runtimeconfig.json", $"{Program}/cli/ko/acrhealth.resources.dll", $"{Program}/cli/Azure.Identity.dll" },
            files.ToHashSet());
        Assert.DoesNotContain($"{Program}/powershell.path", files);
        Assert.DoesNotContain(files, file => file.Contains("System.Management.Automation", StringComparison.Ordinal));
        Assert.DoesNotContain($"{Program}/cli/acrhealth", files);
    }

    [Fact]
    public async Task The_bill_names_what_the_module_and_the_native_program_bring()
    {
        using PackageArchiveReader package = new(await packages.SimulatorAsync());

        using JsonDocument bill = await JsonDocument.ParseAsync(package.GetStream("AcrHealth.Simulator.cdx.json"), cancellationToken: TestContext.Current.CancellationToken);
        using StreamReader notices = new(package.GetStream("THIRD-PARTY-NOTICES.txt"));
        string text = await notices.ReadToEndAsync(TestContext.Current.CancellationToken);

        string[] components = [.. bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()!)];
        Assert.Superset(new HashSet<string> { "Spectre.Console", "System.CommandLine", "Azure.Identity", "DnsClient" }, components.ToHashSet());
        IEnumerable<string> libraries = package.GetFiles()
            .Where(file => file.StartsWith(Program, StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.StartsWith("AcrHealth", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".resources", StringComparison.Ordinal));
        Assert.All(libraries, library => Assert.Contains(components, component => component == library));
        Assert.All(components, component => Assert.Contains($"\n{component} ", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_installed_command_tells_its_version()
    {
        string said = await BuildCommand.SucceedAsync(packages.NewFolder("anywhere"), await packages.CommandAsync(), ["--version"]);

        Assert.Equal($"acrhealth-simulator {Sources.Version}", said.Trim());
    }

    [Fact]
    public async Task The_installed_command_shows_its_demo()
    {
        string said = await BuildCommand.SucceedAsync(packages.NewFolder("anywhere"), await packages.CommandAsync(), ["demo"]);

        Assert.Contains("CONNECTIVITY_FORBIDDEN_ERROR", said, StringComparison.Ordinal);
    }

    private static byte[] Bytes(PackageArchiveReader package, string file)
    {
        using Stream stream = package.GetStream(file);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
