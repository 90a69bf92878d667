using AcrHealth.Cli;
using AcrHealth.Simulator.Shell;

namespace AcrHealth.Simulator.Commands;

/// <summary>Runs the demo's commands with the native program.</summary>
internal static class NativeDemo
{
    /// <summary>The results as a JSON report.</summary>
    public static async Task<string> RunAsync(DemoRegistries demo, StopSignals signals)
    {
        string[] test = ["test", .. demo.LoginServers, "--ca-certificate", demo.Authority, "--exclude-check", "DockerPull"];
        await ShowAsync(test, demo, signals);
        await ShowAsync(["errors", demo.Code], demo, signals);

        // The table is for people; whether the demo is right is read from the JSON of a second run.
        return signals.ExitCode is null ? await ChildProgram.ReadAsync(BundledPrograms.Cli, [.. test, "--output", "json"], demo.Simulator.EnvironmentVariables, signals) : string.Empty;
    }

    private static async Task ShowAsync(string[] arguments, DemoRegistries demo, StopSignals signals)
    {
        if (signals.ExitCode is null)
        {
            Console.Out.WriteLine($"{Environment.NewLine}$ acrhealth {string.Join(' ', arguments)}");
            await ChildProgram.RunAsync(BundledPrograms.Cli, arguments, demo.Simulator.EnvironmentVariables, signals);
        }
    }
}
