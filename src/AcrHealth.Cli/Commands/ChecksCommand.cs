using System.CommandLine;
using AcrHealth.Checks;
using AcrHealth.Cli.Resources;
using AcrHealth.Running;

namespace AcrHealth.Cli.Commands;

/// <summary><c>acrhealth checks</c>: lists the checks.</summary>
internal static class ChecksCommand
{
    public static Command Create()
    {
        var command = new Command("checks", Texts.ChecksCommand);
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        int width = CheckCatalog.All.Max(check => check.Name.Length);
        foreach (HealthCheck check in CheckCatalog.All)
        {
            Console.WriteLine($"{check.Name.PadRight(width)}  {check.Description}");
        }

        return ExitCodes.Healthy;
    }
}
