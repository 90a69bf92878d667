namespace AcrHealth.Simulator.Commands;

/// <summary>Writes the help of <c>simulate</c>: the faults that can be simulated, and how to provoke the others.</summary>
internal static class SimulatorHelp
{
    public static int Write()
    {
        Console.Out.WriteLine(Strings.SimulateHelp);
        WriteLines([.. Fault.All.Select(fault => new Line(fault.Code, fault.Name, fault.Description, fault.SeenWith is null ? [] : [fault.SeenWith]))]);
        Console.Out.WriteLine();
        Console.Out.WriteLine(Strings.NodeFaultsHelp);
        WriteLines([.. NodeFault.All.Select(fault => new Line(fault.Code, fault.Name, fault.Description, fault.SeenWith))]);
        Console.Out.WriteLine();
        Console.Out.WriteLine(Strings.ProvokeHelp);
        return ExitCodes.Success;
    }

    private static void WriteLines(IReadOnlyList<Line> all)
    {
        int nameWidth = all.Max(line => line.Name.Length);
        foreach (IGrouping<string?, Line> lines in all.GroupBy(line => line.Code).OrderBy(lines => lines.Key is null))
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine(lines.Key ?? Strings.NoCodeHeading);
            foreach (Line line in lines)
            {
                string shownBy = line.SeenWith.Count == 0 ? string.Empty : $" (-{string.Join(", -", line.SeenWith)})";
                Console.Out.WriteLine($"  {line.Name.PadRight(nameWidth)}  {line.Description}{shownBy}");
            }
        }
    }

    private sealed record Line(string? Code, string Name, string Description, IReadOnlyList<string> SeenWith);
}
