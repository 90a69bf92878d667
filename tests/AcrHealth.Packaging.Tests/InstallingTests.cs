using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>The real PowerShell installs the module from a folder, with PSResourceGet and with PowerShellGet.</summary>
[Trait("Suite", "Long")]
public sealed class InstallingTests(Packages packages)
{
    [Fact]
    public async Task Both_of_PowerShell_s_installers_take_the_package_from_a_folder()
    {
        string folder = packages.NewFolder("repository");
        string package = await packages.ModuleAsync();
        File.Copy(package, Path.Combine(folder, Path.GetFileName(package)));
        string home = packages.NewFolder("home");

        string said = await BuildCommand.SucceedAsync(
            home,
            "dotnet",
            [PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-File", Path.Combine(ModuleEngine.RepositoryRoot, "tests", "AcrHealth.Packaging.Tests", "Install-FromFolder.ps1"), folder, home],
            // Repositories are registered for the user: for one who is nobody else's.
            ("HOME", home),
            ("POWERSHELL_TELEMETRY_OPTOUT", "1"),
            ("POWERSHELL_UPDATECHECK", "Off"),
            ("NO_COLOR", "1"));

        Assert.Equal(
            [
                $"found: Module {Sources.Version} True True",
                $"PSResourceGet: {Sources.Version} DOCKER_DAEMON_ERROR",
                "found: AcrHealth",
                $"PowerShellGet: {Sources.Version} DOCKER_DAEMON_ERROR",
            ],
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
