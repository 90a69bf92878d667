using System.Diagnostics;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>The simulator as the program that its build leaves.</summary>
internal static class SimulatorProgram
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>Its assembly.</summary>
    public static string Assembly { get; } =
        BuildMetadata.Of(typeof(SimulatorProgram).Assembly, "SimulatorPath");

    /// <summary>Describes the start of the program, in English.</summary>
    public static ProcessStartInfo Describe(string[] arguments, string? assembly = null)
    {
        var start = new ProcessStartInfo(PowerShellProgram.DotNet, [assembly ?? Assembly, .. arguments]) { UseShellExecute = false };
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Runs it to its end with an input.</summary>
    public static Task<CommandResult> RunAsync(ProcessStartInfo start, string input = "") => Command.RunAsync(start, input, Deadline);
}
