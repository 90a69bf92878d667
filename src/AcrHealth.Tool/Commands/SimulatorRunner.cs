using System.Net.Sockets;
using AcrHealth.Simulator;
using AcrHealth.Tool.CommandLine;
using AcrHealth.Tool.Hosting;

namespace AcrHealth.Tool.Commands;

/// <summary>Keeps a simulator running, and says how to use it, until it is told to end.</summary>
internal static class SimulatorRunner
{
    public static async Task<int> RunAsync(RunSimulator command)
    {
        if (command.Faults.FirstOrDefault(name => !Fault.Names.Contains(name)) is string unknown)
        {
            throw UsageException.ForUnknown(Message.Format(Strings.UnknownFault, unknown), unknown, Fault.Names);
        }

        using Interruption interruption = new();
        using Terminal terminal = new();
        int exitCode = ExitCodes.Success;
        terminal.OutputLost += code =>
        {
            // Who has read enough of how to use it may use it all the same.
            if (code != ExitCodes.BrokenPipe)
            {
                exitCode = code;
                interruption.Request(code);
            }
        };
        using TemporaryDirectory directory = new();
        try
        {
            await using AzureSimulator simulator = await AzureSimulator.StartAsync(OptionsFor(command), interruption.Token);
            string authority = directory.PathTo("ca.pem");
            simulator.WriteCertificateAuthority(authority);
            Describe(terminal, simulator, authority);
            await WaitAsync(interruption.Token);
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
            // Told to end while it was starting.
        }

        return exitCode;
    }

    private static SimulatorOptions OptionsFor(RunSimulator command) => new()
    {
        Faults = command.AllFaults ? Fault.Names : command.Faults,
        Port = command.Port,
        Latency = TimeSpan.FromMilliseconds(command.LatencyMilliseconds),
    };

    private static void Describe(Terminal terminal, AzureSimulator simulator, string authority)
    {
        WriteTable(
            terminal,
            [
                (Strings.RegistryHeading, Strings.FaultHeading, Strings.CodeHeading),
                .. simulator.Registries.Select(registry => (registry.LoginServer, registry.Fault.Name, registry.Fault.Code ?? "-")),
            ]);

        terminal.WriteOutputLine("");
        terminal.WriteOutputLine(Message.Format(Strings.SimulatorImages, SimulatedRegistry.Repository, SimulatedRegistry.PublicRepository, string.Join(", ", simulator.Tags)));
        terminal.WriteOutputLine("");
        terminal.WriteOutputLine(Strings.SimulatorIntroduction);
        foreach ((string name, string value) in simulator.EnvironmentVariables.Concat(simulator.ResourceManager.EnvironmentVariables))
        {
            terminal.WriteOutputLine($"  $env:{name} = {FaultCommand.Quote(value)}");
        }

        terminal.WriteOutputLine("");
        terminal.WriteOutputLine(Strings.SimulatorTryIt);
        foreach (SimulatedRegistry registry in simulator.Registries)
        {
            terminal.WriteOutputLine($"  {FaultCommand.For(registry, authority)}  # {registry.Fault.Name}");
        }

        terminal.WriteOutputLine("");
        terminal.WriteOutputLine(Strings.SimulatorRunning);
    }

    private static void WriteTable(Terminal terminal, (string Registry, string Fault, string Code)[] rows)
    {
        int registryWidth = rows.Max(row => CellWidth.Of(row.Registry));
        int faultWidth = rows.Max(row => CellWidth.Of(row.Fault));
        foreach ((string registry, string fault, string code) in rows)
        {
            terminal.WriteOutputLine($"{CellWidth.Pad(registry, registryWidth)}  {CellWidth.Pad(fault, faultWidth)}  {code}");
        }
    }

    private static async Task WaitAsync(CancellationToken ended)
    {
        TaskCompletionSource completion = new();
        using CancellationTokenRegistration registration = ended.Register(completion.SetResult);
        await completion.Task;
    }
}
