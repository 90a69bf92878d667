using System.Reflection;

namespace AcrHealth.Simulator.Commands;

/// <summary>Writes the help and the version of the program.</summary>
internal static class HelpWriter
{
    public static int WriteHelp() => Write(Strings.Help);

    public static int WriteDemoHelp() => Write(Strings.DemoHelp);

    public static int WriteVersion()
    {
        string? version = typeof(HelpWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        // The commit follows the plus sign.
        return Write($"acrhealth-simulator {version?.Split('+')[0] ?? "?"}");
    }

    public static void WriteMisuse(string message)
    {
        Console.Error.WriteLine($"acrhealth-simulator: {message}");
        Console.Error.WriteLine(Strings.SeeHelp);
    }

    private static int Write(string text)
    {
        Console.Out.WriteLine(text);
        return ExitCodes.Success;
    }
}
