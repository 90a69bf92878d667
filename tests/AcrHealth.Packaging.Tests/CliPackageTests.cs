using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using NuGet.Packaging;

namespace AcrHealth.Packaging.Tests;

/// <summary>The native program as a dotnet tool and as an archive.</summary>
[Trait("Suite", "Long")]
public sealed class CliPackageTests(Packages packages)
{
    private static readonly string[] Platforms = ["any", "linux-arm64", "linux-musl-x64", "linux-x64", "osx-arm64", "win-arm64", "win-x64"];

    [Fact]
    public async Task The_package_names_one_native_package_for_each_platform_and_a_portable_one()
    {
        using PackageArchiveReader package = new(await packages.Cli.PackageAsync());
        XDocument settings = XDocument.Load(package.GetStream(package.GetFiles().Single(file => Path.GetFileName(file) == "DotnetToolSettings.xml")));

        Assert.Equal("DotnetTool", Assert.Single(package.NuspecReader.GetPackageTypes()).Name);
        Assert.Equal(Platforms, settings.Descendants("RuntimeIdentifierPackage").Select(element => element.Attribute("RuntimeIdentifier")!.Value).Order(StringComparer.Ordinal));
        Assert.Equal("MIT", package.NuspecReader.GetLicenseMetadata()!.License);
        Assert.Superset(new HashSet<string> { "icon.png", "README.md", "LICENSE", "THIRD-PARTY-NOTICES.txt", "AcrHealth.Cli.cdx.json" }, package.GetFiles().ToHashSet());
    }

    [Fact]
    public async Task The_package_of_this_platform_has_the_native_program_alone()
    {
        string runtime = RuntimeInformation.RuntimeIdentifier;
        using PackageArchiveReader package = new(await packages.Cli.PackageAsync(runtime));

        string[] files = [.. package.GetFiles("tools").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

        Assert.Equal("DotnetToolRidPackage", Assert.Single(package.NuspecReader.GetPackageTypes()).Name);
        Assert.Equal(["DotnetToolSettings.xml", OperatingSystem.IsWindows() ? "acrhealth.exe" : "acrhealth"], files);
    }

    [Fact]
    public async Task The_installed_command_is_the_native_program()
    {
        string command = await packages.Cli.InstallAsync();

        string said = await BuildCommand.SucceedAsync(packages.NewFolder("anywhere"), command, ["checks"], ("DOTNET_ROOT", "/nowhere"), ("PATH", "/nowhere"));

        Assert.Contains("DataEndpoint", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_portable_package_runs_wherever_dotnet_does()
    {
        string folder = packages.NewFolder("portable");
        await ZipFile.ExtractToDirectoryAsync(await packages.Cli.PackageAsync("any"), folder, TestContext.Current.CancellationToken);

        string program = Assert.Single(Directory.EnumerateFiles(folder, "acrhealth.dll", SearchOption.AllDirectories));

        Assert.Contains("DataEndpoint", await BuildCommand.SucceedAsync(folder, "dotnet", [program, "checks"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_archive_has_the_program_and_its_licenses()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the archive is a zip file.");
        string folder = packages.NewFolder("archive");
        await using (FileStream file = File.OpenRead(await packages.Cli.ArchiveAsync()))
        {
            await using var content = new GZipStream(file, CompressionMode.Decompress);
            await TarFile.ExtractToDirectoryAsync(content, folder, overwriteFiles: false, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "acrhealth"], Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Contains("DataEndpoint", await BuildCommand.SucceedAsync(folder, Path.Combine(folder, "acrhealth"), ["checks"]), StringComparison.Ordinal);
    }
}
