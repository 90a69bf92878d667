using System.Diagnostics;
using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>Runs programs in a folder, apart from the build or the test run that started these tests.</summary>
internal static class BuildCommand
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);

    /// <param name="folder">The folder in which it runs.</param>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that it gets, or with null does not get, beside those of this process.</param>
    public static Task<CommandResult> RunAsync(string folder, string path, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        ProcessStartInfo start = Command.StartInfo(path, arguments, [.. Command.WithoutBuild, .. environment]);
        start.WorkingDirectory = folder;
        return Command.RunAsync(start, deadline: Deadline);
    }

    /// <summary>Runs a program that has to succeed, and gives its output.</summary>
    public static async Task<string> SucceedAsync(string folder, string path, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        CommandResult result = await RunAsync(folder, path, arguments, environment);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{path} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.Output}{result.Error}");
    }
}
