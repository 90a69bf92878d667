using System.Management.Automation.Language;
using AcrHealth.Simulator;

namespace AcrHealth.Tool.Commands;

/// <summary>Shows the module at work on simulated registries, by commands as a user would type them.</summary>
internal static class DemoRunner
{
    // One for each stage at which the way to a registry can end.
    private static readonly string[] Faults = ["tls-expired", "forbidden", "refresh-denied", "access-denied"];

    public static async Task<int> RunAsync()
    {
        using TemporaryDirectory directory = new();
        await using AzureSimulator simulator = await AzureSimulator.StartAsync(new SimulatorOptions { Faults = Faults });
        string authority = directory.PathTo("ca.pem");
        simulator.WriteCertificateAuthority(authority);
        foreach ((string name, string value) in simulator.EnvironmentVariables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        using ScriptSession session = new();
        session.Terminal.WriteOutputLine(Message.Format(Strings.DemoIntroduction, simulator.Healthy.LoginServer));
        return session.Conclude(Show(session, simulator, authority));
    }

    private static int Show(ScriptSession session, AzureSimulator simulator, string authority)
    {
        string registries = string.Join(", ", simulator.Registries.Select(registry => registry.LoginServer));
        string file = CodeGeneration.EscapeSingleQuotedStringContent(authority);
        string[] commands =
        [
            $"Test-AcrHealth -Registry {registries} -CACertificate '{file}' -ExcludeCheck DockerPull -OutVariable results",
            """$results | Where-Object Status -eq Failed | ForEach-Object { "", $_.ErrorCode, "  $($_.Message)", "  -> $($_.Remediation[0])" }""",
        ];

        foreach (string command in commands)
        {
            session.Terminal.WriteOutputLine($"{Environment.NewLine}PS> {command}");
            int exitCode = session.Engine.RunScript(command);
            if (exitCode != ExitCodes.Success)
            {
                return exitCode;
            }
        }

        string code = simulator.Registries.Select(registry => registry.Fault.Code).First(code => code is not null)!;
        session.Terminal.WriteOutputLine(Environment.NewLine + Message.Format(Strings.DemoReadOn, $"acrhealth -Command 'Get-AcrHealthError {code}'"));
        return Verify(session, simulator);
    }

    /// <summary>A demo that shows something else than it says is worse than one that fails.</summary>
    private static int Verify(ScriptSession session, AzureSimulator simulator)
    {
        ILookup<string?, string?> failures = session.Engine.ReadVariable("results")
            .Where(result => result.Properties["Status"]?.Value.ToString() == "Failed")
            .ToLookup(result => result.Properties["Registry"]?.Value as string, result => result.Properties["ErrorCode"]?.Value as string);
        int exitCode = ExitCodes.Success;
        foreach (SimulatedRegistry registry in simulator.Registries)
        {
            string?[] expected = registry.Fault.Code is null ? [] : [registry.Fault.Code];
            if (!failures[registry.LoginServer].SequenceEqual(expected))
            {
                session.Terminal.WriteErrorLine(
                    Message.Format(Strings.DemoFailed, registry.LoginServer, registry.Fault.Code ?? Strings.NoFailure));
                exitCode = ExitCodes.Failure;
            }
        }

        return exitCode;
    }
}
