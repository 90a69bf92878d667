using System.Runtime.InteropServices;

namespace AcrHealth.Simulator.Shell;

/// <summary>Finds the programs that the simulator shows: the real PowerShell with the module, and the native program's portable build.</summary>
internal static class BundledPrograms
{
    // Written by the build, which has restored the package PowerShell; not part of the dotnet tool.
    private const string PowerShellLocation = "powershell.path";

    /// <summary>Whether this is a build of the repository, and not the installed dotnet tool.</summary>
    public static bool IsBuildOutput => File.Exists(Beside(PowerShellLocation));

    /// <summary>The way to get PowerShell if there is none.</summary>
    public static string PowerShellAdvice => IsBuildOutput ? Strings.RestorePowerShell : Strings.InstallPowerShell;

    /// <summary>The module's manifest.</summary>
    public static string Manifest => Beside("module", "AcrHealth", "AcrHealth.psd1");

    /// <summary>The native program.</summary>
    public static ProgramCommand Cli => new(DotNetHost, [Beside("cli", "acrhealth.dll")]);

    /// <summary>The PowerShell that the build has restored, or <c>pwsh</c> on the PATH; null if there is neither.</summary>
    public static ProgramCommand? FindPowerShell()
    {
        if (IsBuildOutput && File.ReadAllText(Beside(PowerShellLocation)).Trim() is { Length: > 0 } assembly && File.Exists(assembly))
        {
            return new(DotNetHost, [assembly]);
        }

        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return path is null ? null : new(path, []);
    }

    // The runtime lies in shared/Microsoft.NETCore.App/<version> below the folder of the host.
    private static string DotNetHost => Path.GetFullPath(
        Path.Combine("..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), RuntimeEnvironment.GetRuntimeDirectory());

    private static string Beside(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);
}
