using System.Diagnostics;
using System.Runtime.InteropServices;
using AcrHealth.Testing;

namespace AcrHealth.Benchmarks;

/// <summary>Publishes the native program and runs BesideAzureCli.ps1, which measures it and the module beside the Azure CLI.</summary>
internal static class BesideAzureCli
{
    public const string Command = "beside-az";

    public static int Run(string[] arguments)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("acrhealth-native-");
        try
        {
            string project = Path.Combine(ModuleEngine.RepositoryRoot, "src", "AcrHealth.Cli");
            int published = Start(PowerShellProgram.DotNet, ["publish", project, $"-p:CliRuntime={RuntimeInformation.RuntimeIdentifier}", "-o", folder.FullName, "-v", "q", "-nologo"]);
            return published != 0 ? published : Start(
                PowerShellProgram.DotNet,
                [
                    PowerShellProgram.Assembly, "-NoProfile", "-File", Path.Combine(ModuleEngine.RepositoryRoot, "tests", "AcrHealth.Benchmarks", "BesideAzureCli.ps1"),
                    "-Native", Path.Combine(folder.FullName, "acrhealth"), .. arguments,
                ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Start(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
