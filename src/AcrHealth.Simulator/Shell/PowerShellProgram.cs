using AcrHealth.Cli;

namespace AcrHealth.Simulator.Shell;

/// <summary>The real PowerShell with the module imported.</summary>
/// <param name="directory">The directory for its scripts.</param>
/// <param name="variables">The variables that are set in it, beside this process's variables.</param>
/// <param name="signals">The signals that stop it.</param>
internal sealed class PowerShellProgram(Commands.TemporaryDirectory directory, IEnumerable<KeyValuePair<string, string>> variables, StopSignals signals)
{
    // Written by the script once the module is imported: from then on, a failure is not one of starting PowerShell.
    private const string StartedMark = "started";

    /// <summary>Runs a script and returns its exit code; null if PowerShell cannot be started with the module.</summary>
    public Task<int?> RunAsync(string script) => RunAsync(script, []);

    /// <summary>Opens a session and stays at the prompt, where Ctrl+C belongs to PowerShell.</summary>
    public async Task<int?> OpenAsync()
    {
        signals.LeavesInterruptsToChild = true;
        try
        {
            return await RunAsync(string.Empty, ["-NoExit"]);
        }
        finally
        {
            signals.LeavesInterruptsToChild = false;
        }
    }

    private async Task<int?> RunAsync(string script, string[] options)
    {
        if (BundledPrograms.FindPowerShell() is not { } powerShell)
        {
            return null;
        }

        string mark = directory.PathTo(StartedMark);
        string file = directory.PathTo("start.ps1");
        await File.WriteAllTextAsync(file, $"""
            Import-Module {PowerShellText.Quote(BundledPrograms.Manifest)} -ErrorAction Stop
            [IO.File]::WriteAllText({PowerShellText.Quote(mark)}, '')
            if ([Console]::IsOutputRedirected -and -not $env:FORCE_COLOR) {'{'} $PSStyle.OutputRendering = 'PlainText' {'}'}
            {script}
            """);
        // The script was made here: a policy for downloaded scripts is not meant.
        string[] policy = OperatingSystem.IsWindows() ? ["-ExecutionPolicy", "Bypass"] : [];
        int? exitCode = await ChildProgram.RunAsync(powerShell, ["-NoLogo", "-NoProfile", .. policy, .. options, "-File", file], variables, signals);
        return File.Exists(mark) || signals.ExitCode is not null ? exitCode : null;
    }
}
