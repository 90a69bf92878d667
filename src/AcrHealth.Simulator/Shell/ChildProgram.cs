using System.ComponentModel;
using System.Diagnostics;
using AcrHealth.Cli;

namespace AcrHealth.Simulator.Shell;

/// <summary>Runs a program on this process's own terminal and streams.</summary>
internal static class ChildProgram
{
    // Ctrl+C reaches the program as well, which may need a moment to end.
    private static readonly TimeSpan InterruptGrace = TimeSpan.FromSeconds(3);

    /// <summary>Runs it to its end and returns its exit code; null if it cannot be started.</summary>
    public static async Task<int?> RunAsync(ProgramCommand program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> variables, StopSignals signals)
    {
        using Process? process = Start(program, arguments, variables, redirects: false);
        if (process is null)
        {
            return null;
        }

        await WaitAsync(process, signals);
        return process.ExitCode;
    }

    /// <summary>Runs it to its end and returns its standard output.</summary>
    public static async Task<string> ReadAsync(ProgramCommand program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> variables, StopSignals signals)
    {
        using Process? process = Start(program, arguments, variables, redirects: true);
        if (process is null)
        {
            return string.Empty;
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync();
        await WaitAsync(process, signals);
        return await output;
    }

    private static Process? Start(ProgramCommand program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> variables, bool redirects)
    {
        var start = new ProcessStartInfo(program.Path, [.. program.Arguments, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = redirects };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        // PowerShell reports to its maker which modules it loads, and looks for updates, unless these are set.
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task WaitAsync(Process process, StopSignals signals)
    {
        try
        {
            await process.WaitForExitAsync(signals.Token);
        }
        catch (OperationCanceledException)
        {
            if (signals.ExitCode != StopSignals.Interrupted || !process.WaitForExit(InterruptGrace))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }
    }
}
