using AcrHealth.Display;
using AcrHealth.Simulator.Shell;

namespace AcrHealth.Simulator.Commands;

/// <summary>Describes a running simulator: its registries, what to set, and the command that shows each fault.</summary>
internal sealed class SimulatorDescription(AzureSimulator simulator, string authority)
{
    /// <summary>The variables that a process needs in order to sign in and to use Resource Manager.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables => simulator.EnvironmentVariables.Concat(simulator.ResourceManager.EnvironmentVariables);

    public void Write(TextWriter writer, bool withVariables)
    {
        WriteTable(
            writer,
            [
                (Strings.RegistryHeading, Strings.FaultHeading, Strings.CodeHeading),
                .. simulator.Registries.Select(registry => (registry.LoginServer, registry.Fault.Name, registry.Fault.Code ?? "-")),
            ]);

        writer.WriteLine();
        writer.WriteLine(Message.Format(Strings.SimulatorImages, SimulatedRegistry.Repository, SimulatedRegistry.PublicRepository, string.Join(", ", simulator.Tags)));
        writer.WriteLine();
        if (withVariables)
        {
            writer.WriteLine(Strings.SimulatorIntroduction);
            foreach ((string name, string value) in Variables)
            {
                writer.WriteLine($"  $env:{name} = {PowerShellText.Quote(value)}");
            }

            writer.WriteLine();
        }

        writer.WriteLine(withVariables ? Strings.SimulatorTryIt : Strings.ShellTryIt);
        foreach (SimulatedRegistry registry in simulator.Registries)
        {
            writer.WriteLine($"  {FaultCommand.For(registry, authority)}  # {registry.Fault.Name}");
        }
    }

    private static void WriteTable(TextWriter writer, (string Registry, string Fault, string Code)[] rows)
    {
        int registryWidth = rows.Max(row => CellWidth.Of(row.Registry));
        int faultWidth = rows.Max(row => CellWidth.Of(row.Fault));
        foreach ((string registry, string fault, string code) in rows)
        {
            writer.WriteLine($"{CellWidth.Pad(registry, registryWidth)}  {CellWidth.Pad(fault, faultWidth)}  {code}");
        }
    }
}
