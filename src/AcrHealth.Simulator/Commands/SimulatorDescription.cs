using AcrHealth.Text;
using AcrHealth.Simulator.Shell;

namespace AcrHealth.Simulator.Commands;

/// <summary>Describes a running simulator: its registries and nodes, what to set, and the command that shows each fault.</summary>
internal sealed class SimulatorDescription(AzureSimulator simulator, string authority, IReadOnlyList<SimulatedNode> nodes)
{
    /// <summary>The variables that a process needs in order to sign in and to use Resource Manager; with nodes, to have their managed identity.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables => simulator.EnvironmentVariables
        .Concat(simulator.ResourceManager.EnvironmentVariables)
        .Concat(nodes.Count > 0 ? simulator.ManagedIdentity.EnvironmentVariables : []);

    public void Write(TextWriter writer, bool withVariables)
    {
        WriteTable(
            writer,
            [
                (Strings.RegistryHeading, Strings.FaultHeading, Strings.CodeHeading),
                .. simulator.Registries.Select(registry => (registry.LoginServer, registry.Fault.Name, registry.Fault.Code ?? "-")),
            ]);

        if (nodes.Count > 0)
        {
            writer.WriteLine();
            WriteTable(
                writer,
                [
                    (Strings.NodeHeading, Strings.FaultHeading, Strings.CodeHeading),
                    .. nodes.Select(node => (node.Root, node.Fault.Name, node.Fault.Code ?? "-")),
                ]);
        }

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

        if (nodes.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine(Strings.NodesTryIt);
            foreach (SimulatedNode node in nodes)
            {
                foreach (string command in NodeCommand.For(node, simulator.Healthy, authority))
                {
                    writer.WriteLine($"  {command}  # {node.Fault.Name}");
                }
            }
        }
    }

    private static void WriteTable(TextWriter writer, (string Place, string Fault, string Code)[] rows)
    {
        int placeWidth = rows.Max(row => CellWidth.Of(row.Place));
        int faultWidth = rows.Max(row => CellWidth.Of(row.Fault));
        foreach ((string place, string fault, string code) in rows)
        {
            writer.WriteLine($"{CellWidth.Pad(place, placeWidth)}  {CellWidth.Pad(fault, faultWidth)}  {code}");
        }
    }
}
