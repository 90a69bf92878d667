using System.Diagnostics;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Support;

/// <summary>The program <c>acrhealth</c>, in an environment without an identity, a proxy or a preference for colors.</summary>
/// <param name="Path">The path of the program to start.</param>
/// <param name="Leading">The arguments before those of the test.</param>
internal sealed record CliProgram(string Path, IReadOnlyList<string> Leading)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(20);
    private static readonly string[] Removed = ["NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "ACRHEALTH_PASSWORD", "ACRHEALTH_ACCESS_TOKEN", "IDENTITY_ENDPOINT", "IDENTITY_HEADER"];

    /// <summary>The portable build, which needs the runtime.</summary>
    public static CliProgram Portable { get; } = new(PowerShellProgram.DotNet, [Metadata("CliPath")]);

    /// <summary>The project file.</summary>
    public static string Project => Metadata("CliProject");

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="input">The text on standard input.</param>
    /// <param name="variables">Variables that it gets, or with null does not get.</param>
    public async Task<CliOutcome> RunAsync(IEnumerable<string> arguments, string input = "", IEnumerable<KeyValuePair<string, string?>>? variables = null)
    {
        CommandResult result = await Command.RunAsync(Describe(arguments, variables), input, Deadline);
        return new(result.ExitCode, result.Output, result.Error);
    }

    /// <summary>Starts it with redirected streams, so that it heeds signals.</summary>
    public Process Start(IEnumerable<string> arguments)
    {
        ProcessStartInfo start = Describe(arguments, variables: null);
        Command.HeedSignals(start);
        return Process.Start(start)!;
    }

    /// <summary>Sets the environment of a process that runs it.</summary>
    public static void Prepare(ProcessStartInfo start, IEnumerable<KeyValuePair<string, string?>>? variables = null)
    {
        foreach (string name in start.Environment.Keys.Where(IsUnwanted).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        foreach ((string name, string? value) in variables ?? [])
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }
    }

    private ProcessStartInfo Describe(IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>>? variables)
    {
        ProcessStartInfo start = Command.StartInfo(Path, [.. Leading, .. arguments], environment: null);
        Prepare(start, variables);
        return start;
    }

    private static bool IsUnwanted(string name) => Removed.Contains(name) || name.StartsWith("AZURE_", StringComparison.Ordinal)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);

    private static string Metadata(string key) =>
        BuildMetadata.Of(typeof(CliProgram).Assembly, key);
}
