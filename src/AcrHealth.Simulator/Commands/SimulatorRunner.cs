using System.Net.Sockets;
using AcrHealth.Cli;
using AcrHealth.Simulator.CommandLine;
using AcrHealth.Simulator.Shell;

namespace AcrHealth.Simulator.Commands;

/// <summary>Keeps a simulator running until it is stopped, or until the PowerShell session that was opened with it ends.</summary>
internal static class SimulatorRunner
{
    public static async Task<int> RunAsync(RunSimulator command, StopSignals signals)
    {
        RequireKnown(command.Faults, Fault.Names);
        RequireKnown(command.Nodes, NodeFault.Names);
        if (command.Nodes.Count > 0 && OperatingSystem.IsWindows())
        {
            throw new UsageException(Strings.NodeOnWindows);
        }

        using TemporaryDirectory directory = new();
        try
        {
            await using AzureSimulator simulator = await AzureSimulator.StartAsync(OptionsFor(command), signals.Token);
            for (int more = 1; more < command.Registries; more++)
            {
                await simulator.AddRegistryAsync(Fault.Healthy.Name, signals.Token);
            }

            string authority = directory.PathTo("ca.pem");
            simulator.WriteCertificateAuthority(authority);
            SimulatedNode[] nodes = [.. command.Nodes.Distinct().Select(name => simulator.WriteNode(name, directory.PathTo($"node-{name}")))];
            var description = new SimulatorDescription(simulator, authority, nodes);
            return command.OpensShell ? await OpenShellAsync(description, directory, signals) : await ServeAsync(description, signals);
        }
        catch (PortsExhaustedException)
        {
            throw new UsageException(Message.Format(Strings.PortsExhausted, command.Port!));
        }
        catch (PortInUseException exception)
        {
            Console.Error.WriteLine(Message.Format(Strings.PortInUse, exception.Port));
            return ExitCodes.Failure;
        }
        catch (SocketException exception)
        {
            Console.Error.WriteLine(Message.Format(Strings.CannotListen, exception.Message));
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            // Stopped while it was starting.
            return ExitCodes.Success;
        }
    }

    private static void RequireKnown(IReadOnlyList<string> names, IReadOnlyList<string> known)
    {
        if (names.FirstOrDefault(name => !known.Contains(name)) is string unknown)
        {
            throw UsageException.ForUnknown(Message.Format(Strings.UnknownFault, unknown), unknown, known);
        }
    }

    private static SimulatorOptions OptionsFor(RunSimulator command) => new()
    {
        Faults = command.AllFaults ? Fault.Names : command.Faults,
        Port = command.Port,
        Latency = TimeSpan.FromMilliseconds(command.LatencyMilliseconds),
    };

    private static async Task<int> ServeAsync(SimulatorDescription description, StopSignals signals)
    {
        description.Write(Console.Out, withVariables: true);
        Console.Out.WriteLine();
        Console.Out.WriteLine(Strings.SimulatorRunning);
        await Task.Delay(Timeout.InfiniteTimeSpan, signals.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        return ExitCodes.Success;
    }

    private static async Task<int> OpenShellAsync(SimulatorDescription description, TemporaryDirectory directory, StopSignals signals)
    {
        // Written here and not by the session, so that its screen has them however it begins.
        description.Write(Console.Out, withVariables: false);
        Console.Out.WriteLine();
        Console.Out.WriteLine(Strings.ShellRunning);
        var powerShell = new PowerShellProgram(directory, description.Variables, signals);
        if (await powerShell.OpenAsync() is { } exitCode)
        {
            return signals.ExitCode ?? exitCode;
        }

        Console.Error.WriteLine(Message.Format(Strings.NoPowerShellSession, BundledPrograms.PowerShellAdvice));
        return ExitCodes.Failure;
    }
}
