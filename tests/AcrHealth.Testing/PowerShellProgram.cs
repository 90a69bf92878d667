namespace AcrHealth.Testing;

/// <summary>The real PowerShell.</summary>
public static class PowerShellProgram
{
    /// <summary>Its assembly, for dotnet to run: the programs beside it are of one system each, the assembly is of all.</summary>
    public static string Assembly => Path.Combine(
        BuildMetadata.Of(typeof(PowerShellProgram).Assembly, "PowerShellPath"),
        OperatingSystem.IsWindows() ? "win/pwsh.dll" : "unix/pwsh.dll");

    /// <summary>The folder to set as PSModulePath, so that it finds the module by name.</summary>
    public static string ModuleFolder => Path.GetFullPath("..", Path.GetDirectoryName(ModuleEngine.ModulePath)!);

    /// <summary>The host that runs it.</summary>
    public static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
