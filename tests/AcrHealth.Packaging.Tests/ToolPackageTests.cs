using System.Text.Json;
using NuGet.Packaging;

namespace AcrHealth.Packaging.Tests;

/// <summary>The tool's package, and the tool that <c>dotnet tool install</c> makes of it.</summary>
public sealed class ToolPackageTests(Packages packages)
{
    private const string Program = "tools/net10.0/any";

    [Fact]
    public async Task It_says_what_a_repository_shows()
    {
        using PackageArchiveReader package = new(await packages.ToolAsync());
        NuspecReader manifest = package.NuspecReader;

        Assert.Equal(Sources.Version, manifest.GetVersion().ToNormalizedString());
        Assert.Equal("MIT", manifest.GetLicenseMetadata()!.License);
        Assert.Equal("icon.png", manifest.GetIcon());
        Assert.Equal("README.md", manifest.GetReadme());
        Assert.Contains("`Test-AcrHealth` checks this machine", manifest.GetReleaseNotes(), StringComparison.Ordinal);
        Assert.Equal("DotnetTool", Assert.Single(manifest.GetPackageTypes()).Name);
        Assert.Null(manifest.GetProjectUrl().NullIfEmpty());
        Assert.Superset(new HashSet<string> { "icon.png", "README.md", "LICENSE", "THIRD-PARTY-NOTICES.txt", "AcrHealth.Tool.cdx.json" }, package.GetFiles().ToHashSet());
    }

    [Fact]
    public async Task It_brings_the_module_as_the_module_s_own_package_does()
    {
        using PackageArchiveReader tool = new(await packages.ToolAsync());
        using PackageArchiveReader module = new(await packages.ModuleAsync());
        const string Bundled = Program + "/module/AcrHealth/";

        string[] bundled = [.. tool.GetFiles().Where(file => file.StartsWith(Bundled, StringComparison.Ordinal)).Select(file => file[Bundled.Length..])];

        Assert.Equal(
            module.GetFiles().Where(file => !file.StartsWith("package/", StringComparison.Ordinal)).Except(["[Content_Types].xml", "_rels/.rels", "AcrHealth.nuspec"]).Order(StringComparer.Ordinal),
            bundled.Order(StringComparer.Ordinal));
        Assert.All(bundled, file => Assert.Equal(Bytes(module, file), Bytes(tool, Bundled + file)));
    }

    [Fact]
    public async Task It_holds_all_that_it_says_it_needs_and_no_program_but_its_own()
    {
        using PackageArchiveReader package = new(await packages.ToolAsync());
        string[] files = [.. package.GetFiles(Program).Select(file => file[(Program.Length + 1)..])];

        using JsonDocument needs = await JsonDocument.ParseAsync(package.GetStream($"{Program}/AcrHealth.Tool.deps.json"), cancellationToken: TestContext.Current.CancellationToken);

        // A package's file is listed by its path there, and lies beside the program unless it is for one system.
        IEnumerable<string> needed =
            from framework in needs.RootElement.GetProperty("targets").EnumerateObject()
            from library in framework.Value.EnumerateObject()
            from kind in library.Value.EnumerateObject()
            where kind.Name is "runtime" or "runtimeTargets" or "native" or "resources"
            from file in kind.Value.EnumerateObject()
            select kind.Name == "runtime" ? Path.GetFileName(file.Name) : file.Name;
        Assert.All(needed.Where(file => !file.EndsWith("/_._", StringComparison.Ordinal)), file => Assert.Contains(file, files));
        Assert.Equal(["AcrHealth.Tool.runtimeconfig.json"], files.Where(file => file.EndsWith(".runtimeconfig.json", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_passes_nothing_on_that_may_not_be_passed_on()
    {
        using PackageArchiveReader package = new(await packages.ToolAsync());

        // Its license: "solely for use with Microsoft PowerShell", and not to "share, publish, distribute".
        Assert.DoesNotContain(package.GetFiles(), file => file.Contains("/win", StringComparison.Ordinal) && file.Contains("microsoft.management.infrastructure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_bill_names_what_the_tool_and_its_module_bring()
    {
        using PackageArchiveReader package = new(await packages.ToolAsync());

        using JsonDocument bill = await JsonDocument.ParseAsync(package.GetStream("AcrHealth.Tool.cdx.json"), cancellationToken: TestContext.Current.CancellationToken);
        using StreamReader notices = new(package.GetStream("THIRD-PARTY-NOTICES.txt"));
        string text = await notices.ReadToEndAsync(TestContext.Current.CancellationToken);

        string[] components = [.. bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()!)];
        Assert.Superset(new HashSet<string> { "System.Management.Automation", "Azure.Identity", "DnsClient" }, components.ToHashSet());
        IEnumerable<string> libraries = package.GetFiles()
            .Where(file => file.StartsWith(Program, StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.StartsWith("AcrHealth", StringComparison.Ordinal));
        Assert.All(libraries, library => Assert.Contains(components, component => IsOf(component, library)));
        Assert.All(components, component => Assert.Contains($"\n{component} ", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_installed_command_tells_its_version()
    {
        string said = await Command.SucceedAsync(packages.NewFolder("anywhere"), await packages.CommandAsync(), ["--version"]);

        Assert.StartsWith($"acrhealth {Sources.Version} (PowerShell 7.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_installed_command_shows_its_demo()
    {
        string said = await Command.SucceedAsync(packages.NewFolder("anywhere"), await packages.CommandAsync(), ["demo"]);

        Assert.Contains("CONNECTIVITY_FORBIDDEN_ERROR", said, StringComparison.Ordinal);
    }

    // Native libraries are named after no package; each comes from the one that it is written with here.
    private static bool IsOf(string component, string library) => component == library || component == library switch
    {
        "Microsoft.Management.Infrastructure" => "Microsoft.Management.Infrastructure.Runtime.Unix",
        "System.Diagnostics.EventLog.Messages" => "System.Diagnostics.EventLog",
        "pwrshplugin" or "PowerShell.Core.Instrumentation" => "Microsoft.PowerShell.Native",
        "getfilesiginforedist" or "getfilesiginforedistwrapper" => "Microsoft.Security.Extensions",
        _ => library,
    };

    private static byte[] Bytes(PackageArchiveReader package, string file)
    {
        using Stream stream = package.GetStream(file);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
