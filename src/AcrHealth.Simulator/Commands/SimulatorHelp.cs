namespace AcrHealth.Simulator.Commands;

/// <summary>Writes the help of <c>simulate</c>: the faults that can be simulated, and how to provoke the others.</summary>
internal static class SimulatorHelp
{
    public static int Write()
    {
        int nameWidth = Fault.Names.Max(name => name.Length);
        Console.Out.WriteLine(Strings.SimulateHelp);
        foreach (IGrouping<string?, Fault> faults in Fault.All.GroupBy(fault => fault.Code).OrderBy(faults => faults.Key is null))
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine(faults.Key ?? Strings.NoCodeHeading);
            foreach (Fault fault in faults)
            {
                Console.Out.WriteLine($"  {fault.Name.PadRight(nameWidth)}  {fault.Description}{ShownBy(fault)}");
            }
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine(Strings.ProvokeHelp);
        return ExitCodes.Success;
    }

    private static string ShownBy(Fault fault) => fault.SeenWith is null ? string.Empty : $" (-{fault.SeenWith})";
}
