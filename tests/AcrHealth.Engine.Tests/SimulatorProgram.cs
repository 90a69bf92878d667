using System.Diagnostics;
using System.Reflection;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>The simulator as the program that its build leaves.</summary>
internal static class SimulatorProgram
{
    /// <summary>Its assembly.</summary>
    public static string Assembly { get; } =
        typeof(SimulatorProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "SimulatorPath").Value!;

    /// <summary>Describes the start of the program, in English.</summary>
    public static ProcessStartInfo Describe(string[] arguments, string? assembly = null)
    {
        var start = new ProcessStartInfo(PowerShellProgram.DotNet, [assembly ?? Assembly, .. arguments]) { UseShellExecute = false };
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Runs it to its end with an input.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start, string input = "")
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
