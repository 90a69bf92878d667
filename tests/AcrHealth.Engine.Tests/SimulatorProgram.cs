using System.Diagnostics;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>The simulator as the program that its build leaves.</summary>
internal static class SimulatorProgram
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    /// <summary>Its assembly.</summary>
    public static string Assembly { get; } = BuildMetadata.Of(typeof(SimulatorProgram).Assembly, "SimulatorPath");

    /// <summary>Describes the start of the program, in English.</summary>
    public static ProcessStartInfo Describe(string[] arguments, string? assembly = null)
    {
        var start = new ProcessStartInfo(PowerShellProgram.DotNet, [assembly ?? Assembly, .. arguments]) { UseShellExecute = false };
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Starts it, and waits until its servers run.</summary>
    /// <returns>The program, and the lines that it has written.</returns>
    public static async Task<(Process Process, IReadOnlyList<string> Lines)> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        Process process = Process.Start(start)!;
        try
        {
            return (process, await ReadUntilRunningAsync(process).WaitAsync(StartLimit, TestContext.Current.CancellationToken));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Runs it to its end with an input.</summary>
    public static Task<CommandResult> RunAsync(ProcessStartInfo start, string input = "") => Command.RunAsync(start, input, Deadline);

    private static async Task<List<string>> ReadUntilRunningAsync(Process simulator)
    {
        List<string> lines = [];
        while (await simulator.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("Running", StringComparison.Ordinal))
            {
                return lines;
            }
        }

        throw new InvalidOperationException(await simulator.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
