using System.Runtime.InteropServices;
using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>The packages of the native program for this platform, its archive and its image, made once from a clone.</summary>
public sealed class CliPackages(Packages packages)
{
    private Task<string>? _made;

    /// <summary>Whether an image can be made here: on Linux, for the machine's own architecture.</summary>
    public static bool CanMakeImages => OperatingSystem.IsLinux();

    /// <summary>The folder with the packages.</summary>
    public Task<string> FolderAsync() => _made ??= packages.PackCliAsync();

    /// <summary>The package for a platform; the one that names all platforms if it is left out.</summary>
    public async Task<string> PackageAsync(string? runtime = null) =>
        Path.Combine(await FolderAsync(), $"AcrHealth.Cli.{(runtime is null ? string.Empty : runtime + ".")}{Sources.Version}.nupkg");

    /// <summary>The archive for this platform.</summary>
    public async Task<string> ArchiveAsync() =>
        Path.Combine(await FolderAsync(), $"acrhealth-{Sources.Version}-{RuntimeInformation.RuntimeIdentifier}{(OperatingSystem.IsWindows() ? ".zip" : ".tar.gz")}");

    /// <summary>The image.</summary>
    public async Task<string> ImageAsync() => Path.Combine(await FolderAsync(), $"acrhealth-{Sources.Version}-{RuntimeInformation.RuntimeIdentifier}-image.tar");

    /// <summary>Installs the tool from the packages as <c>dotnet tool install</c> does, and gives the path of the command.</summary>
    public async Task<string> InstallAsync()
    {
        string source = await FolderAsync();
        string folder = packages.NewFolder(Guid.NewGuid().ToString());
        string configuration = Path.Combine(folder, "nuget.config");
        await File.WriteAllTextAsync(configuration, $"""<configuration><packageSources><clear /><add key="packages" value="{source}" /></packageSources></configuration>""");
        await BuildCommand.SucceedAsync(
            folder,
            PowerShellProgram.DotNet,
            ["tool", "install", "AcrHealth.Cli", "--tool-path", folder, "--configfile", configuration, "--version", Sources.Version],
            // Its own folder for packages, so that one of the same version from another time is not taken.
            ("NUGET_PACKAGES", Path.Combine(folder, "packages")));
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "acrhealth.exe" : "acrhealth");
    }
}
