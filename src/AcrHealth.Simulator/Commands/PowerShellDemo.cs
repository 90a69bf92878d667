using AcrHealth.Cli;
using AcrHealth.Simulator.Shell;

namespace AcrHealth.Simulator.Commands;

/// <summary>Runs the demo's commands in PowerShell, each below the prompt as a user would type it.</summary>
internal static class PowerShellDemo
{
    /// <summary>The results as a JSON report; null if PowerShell cannot be started.</summary>
    public static async Task<string?> RunAsync(DemoRegistries demo, TemporaryDirectory directory, StopSignals signals)
    {
        string file = directory.PathTo("results.json");
        string[] commands =
        [
            $"Test-AcrHealth {string.Join(", ", demo.LoginServers)} -CACertificate {PowerShellText.Quote(demo.Authority)} -ExcludeCheck DockerPull -OutVariable results",
            $"Get-AcrHealthError {demo.Code}",
        ];
        string script = string.Join('\n', commands.Select(command => $"'', {PowerShellText.Quote($"PS> {command}")} | Out-Host\n{command} | Out-Default"));
        var powerShell = new PowerShellProgram(directory, demo.Simulator.EnvironmentVariables, signals);
        int? exitCode = await powerShell.RunAsync($"{script}\n[IO.File]::WriteAllText({PowerShellText.Quote(file)}, ($results | ConvertTo-AcrHealthReport -Format Json))");
        return exitCode is null ? null : File.Exists(file) ? await File.ReadAllTextAsync(file) : string.Empty;
    }
}
