using System.Management.Automation;
using System.Management.Automation.Host;

namespace AcrHealth.Running;

/// <summary>Determines whether a person watches: the command was typed at a prompt, and its host shows the output.</summary>
internal static class Interactivity
{
    // Their screens are the process's own console, which may be a file or a pipe.
    private static readonly string[] ConsoleHosts = ["ConsoleHost", "acrhealth"];

    // A remote screen, which several machines may share.
    private const string RemoteHost = "ServerRemoteHost";

    public static bool IsInteractive(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.CommandOrigin == CommandOrigin.Runspace
        && cmdlet.Host is { } host
        && host.Name != RemoteHost
        && (!ConsoleHosts.Contains(host.Name) || (!Console.IsOutputRedirected && !IsNonInteractive()))
        && HasScreen(host);

    private static bool IsNonInteractive() =>
        Environment.GetCommandLineArgs().Any(argument => argument.TrimStart('-').StartsWith("noni", StringComparison.OrdinalIgnoreCase) && argument[0] == '-');

    private static bool HasScreen(PSHost host)
    {
        try
        {
            return host.UI?.RawUI?.BufferSize.Width > 0;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException or IOException)
        {
            return false;
        }
    }
}
