using AcrHealth.Cli;
using AcrHealth.Simulator.Shell;

namespace AcrHealth.Simulator.Commands;

/// <summary>Shows the module, in the real PowerShell, on simulated registries; if PowerShell cannot be started, the native program.</summary>
internal static class DemoRunner
{
    // One for each stage at which the way to a registry can end.
    private static readonly string[] Faults = ["tls-expired", "forbidden", "refresh-denied", "access-denied"];

    public static async Task<int> RunAsync(StopSignals signals)
    {
        using TemporaryDirectory directory = new();
        await using AzureSimulator simulator = await AzureSimulator.StartAsync(new SimulatorOptions { Faults = Faults });
        string authority = directory.PathTo("ca.pem");
        simulator.WriteCertificateAuthority(authority);
        var demo = new DemoRegistries(simulator, authority, simulator.Registries.Select(registry => registry.Fault.Code).First(code => code is not null)!);
        Console.Out.WriteLine(Message.Format(Strings.DemoIntroduction, simulator.Healthy.LoginServer));

        string? results = await PowerShellDemo.RunAsync(demo, directory, signals);
        if (results is null && signals.ExitCode is null)
        {
            Console.Error.WriteLine(Message.Format(Strings.NoPowerShell, BundledPrograms.PowerShellAdvice));
            results = await NativeDemo.RunAsync(demo, signals);
        }

        return signals.ExitCode ?? Conclude(simulator, results ?? string.Empty);
    }

    private static int Conclude(AzureSimulator simulator, string results)
    {
        string[] problems = [.. DemoResults.Problems(simulator, results)];
        foreach (string problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        if (problems.Length > 0)
        {
            return ExitCodes.Failure;
        }

        string program = BundledPrograms.IsBuildOutput ? "dotnet run --project src/AcrHealth.Simulator --" : "acrhealth-simulator";
        Console.Out.WriteLine(Environment.NewLine + Message.Format(Strings.DemoNext, $"{program} simulate --shell"));
        return ExitCodes.Success;
    }
}
