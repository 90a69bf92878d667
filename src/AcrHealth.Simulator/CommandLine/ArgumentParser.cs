namespace AcrHealth.Simulator.CommandLine;

/// <summary>Reads the command line.</summary>
internal static class ArgumentParser
{
    private static readonly string[] Commands = ["demo", "simulate", "--help", "--version"];

    public static SimulatorCommand Parse(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            return new ShowHelp();
        }

        string[] rest = arguments[1..];
        return arguments[0].ToUpperInvariant() switch
        {
            "DEMO" => ParseDemo(rest),
            "SIMULATE" => SimulatorArguments.Parse(rest),
            "--HELP" or "-H" or "-?" or "/?" or "HELP" => new ShowHelp(),
            "--VERSION" or "-V" => new ShowVersion(),
            _ => throw UsageException.ForUnknown(Message.Format(Strings.UnknownCommand, arguments[0]), arguments[0], Commands),
        };
    }

    public static bool IsHelp(string argument) => argument.ToUpperInvariant() is "--HELP" or "-H" or "-?";

    private static SimulatorCommand ParseDemo(string[] rest) => rest switch
    {
        [] => new RunDemo(),
        [string only] when IsHelp(only) => new ShowDemoHelp(),
        _ => throw new UsageException(Message.Format(Strings.UnknownOption, "demo", rest[0])),
    };
}
