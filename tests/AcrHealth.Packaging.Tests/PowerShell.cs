using System.Reflection;

namespace AcrHealth.Packaging.Tests;

/// <summary>The real PowerShell.</summary>
internal static class PowerShell
{
    /// <summary>Its assembly, for dotnet to run: the programs beside it are of one system each, the assembly is of all.</summary>
    public static string Assembly => Path.Combine(
        typeof(PowerShell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "PowerShellPath").Value!,
        OperatingSystem.IsWindows() ? "win/pwsh.dll" : "unix/pwsh.dll");
}
