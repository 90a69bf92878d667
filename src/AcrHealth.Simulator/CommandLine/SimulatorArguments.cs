using System.Globalization;

namespace AcrHealth.Simulator.CommandLine;

/// <summary>The options of <c>simulate</c>.</summary>
internal static class SimulatorArguments
{
    private const int HighestPort = 65535;
    private const int LongestLatency = 600_000;
    private const int MostRegistries = 20_000;

    private static readonly string[] Options = ["--all", "--fault", "--node", "--port", "--latency", "--registries", "--shell", "--help"];

    public static SimulatorCommand Parse(string[] arguments)
    {
        List<string> faults = [];
        List<string> nodes = [];
        bool allFaults = false;
        bool opensShell = false;
        int? port = null;
        int latency = 0;
        int registries = 1;

        for (int index = 0; index < arguments.Length; index++)
        {
            string option = arguments[index];
            if (ArgumentParser.IsHelp(option))
            {
                return new ShowSimulatorHelp();
            }

            switch (option)
            {
                case "--all":
                    allFaults = true;
                    break;
                case "--registries":
                    registries = Number(option, arguments, ++index, 1, MostRegistries);
                    break;
                case "--shell":
                    opensShell = true;
                    break;
                case "--fault":
                    faults.AddRange(Names(option, arguments, ref index));
                    break;
                case "--node":
                    nodes.AddRange(Names(option, arguments, ref index));
                    break;
                case "--port":
                    port = Number(option, arguments, ++index, 1, HighestPort);
                    break;
                case "--latency":
                    latency = Number(option, arguments, ++index, 0, LongestLatency);
                    break;
                default:
                    throw UsageException.ForUnknown(Message.Format(Strings.UnknownOption, "simulate", option), option, Options);
            }
        }

        return new RunSimulator(faults, allFaults, nodes, port, latency, registries, opensShell);
    }

    private static List<string> Names(string option, string[] arguments, ref int index)
    {
        List<string> names = [];
        while (index + 1 < arguments.Length && !arguments[index + 1].StartsWith('-'))
        {
            names.AddRange(arguments[++index].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        return names.Count > 0 ? names : throw new UsageException(Message.Format(Strings.MissingFault, option));
    }

    private static int Number(string option, string[] arguments, int index, int lowest, int highest)
    {
        if (index < arguments.Length
            && int.TryParse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= lowest && number <= highest)
        {
            return number;
        }

        throw new UsageException(Message.Format(Strings.NotANumber, option, lowest, highest));
    }
}
