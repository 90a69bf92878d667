using System.Management.Automation;
using System.Reflection;

namespace AcrHealth.Tool.Commands;

/// <summary>What the tool says of itself.</summary>
internal static class HelpWriter
{
    public static int WriteHelp()
    {
        Console.Out.WriteLine(Strings.Help);
        return ExitCodes.Success;
    }

    public static int WriteDemoHelp()
    {
        Console.Out.WriteLine(Strings.DemoHelp);
        return ExitCodes.Success;
    }

    public static int WriteVersion()
    {
        Console.Out.WriteLine($"acrhealth {VersionOf(typeof(HelpWriter))} (PowerShell {VersionOf(typeof(PSObject))})");
        return ExitCodes.Success;
    }

    public static void WriteMisuse(string message)
    {
        Console.Error.WriteLine($"acrhealth: {message}");
        Console.Error.WriteLine(Strings.SeeHelp);
    }

    private static string VersionOf(Type type)
    {
        string? version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        // Behind the plus sign stands the commit that it was built from.
        return version?.Split('+', ' ')[0] ?? "?";
    }
}
