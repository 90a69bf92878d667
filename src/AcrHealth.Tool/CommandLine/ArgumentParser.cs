namespace AcrHealth.Tool.CommandLine;

/// <summary>
/// Reads the command line the way pwsh does: <c>-Command</c> and <c>-File</c> in any case, and everything behind them is the script's.
/// </summary>
internal static class ArgumentParser
{
    private static readonly string[] Commands = ["-Command", "-File", "demo", "simulate", "--help", "--version"];

    public static ToolCommand Parse(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            return new ShowHelp();
        }

        string[] rest = arguments[1..];
        return arguments[0].ToUpperInvariant() switch
        {
            "-COMMAND" or "--COMMAND" or "-C" => ParseScript(arguments[0], rest),
            "-FILE" or "--FILE" or "-F" => ParseFile(arguments[0], rest),
            "DEMO" => ParseDemo(rest),
            "SIMULATE" => SimulatorArguments.Parse(rest),
            "--HELP" or "-HELP" or "-H" or "-?" or "/?" or "HELP" => new ShowHelp(),
            "--VERSION" or "-VERSION" or "-V" => new ShowVersion(),
            _ => throw UsageException.ForUnknown(Message.Format(Strings.UnknownCommand, arguments[0]), arguments[0], Commands),
        };
    }

    public static bool IsHelp(string argument) => argument.ToUpperInvariant() is "--HELP" or "-HELP" or "-H" or "-?";

    private static ToolCommand ParseScript(string option, string[] rest) => rest switch
    {
        [] => throw new UsageException(Message.Format(Strings.MissingScript, option)),
        ["-"] => new RunScriptFromInput(),
        _ => new RunScript(string.Join(' ', rest)),
    };

    private static RunScriptFile ParseFile(string option, string[] rest) => rest switch
    {
        [] => throw new UsageException(Message.Format(Strings.MissingFile, option)),
        [string path, .. string[] arguments] => new RunScriptFile(path, arguments),
    };

    private static ToolCommand ParseDemo(string[] rest) => rest switch
    {
        [] => new RunDemo(),
        [string only] when IsHelp(only) => new ShowDemoHelp(),
        _ => throw new UsageException(Message.Format(Strings.UnknownOption, "demo", rest[0])),
    };
}
