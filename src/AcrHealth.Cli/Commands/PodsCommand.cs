using System.CommandLine;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Output;
using AcrHealth.Cli.Resources;
using AcrHealth.Kubernetes;
using AcrHealth.Text;

namespace AcrHealth.Cli.Commands;

/// <summary><c>acrhealth pods</c>: explains why pods do not get their images.</summary>
internal static class PodsCommand
{
    public static Command Create(StopSignals signals)
    {
        var options = new PodsOptions();
        var command = new Command("pods", Texts.PodsCommand);
        options.AddTo(command);
        command.SetAction(parsed => RunAsync(options, parsed, signals));
        return command;
    }

    private static async Task<int> RunAsync(PodsOptions options, ParseResult given, StopSignals signals)
    {
        var which = new PullFailureOptions
        {
            Namespace = given.GetValue(options.Namespace),
            AllNamespaces = given.GetValue(options.AllNamespaces),
            Names = given.GetValue(options.Names)!,
            CommandSyntax = CommandLineSyntax.Instance,
        };
        bool verbose = given.GetValue(options.Verbose);
        bool isJson = given.GetValue(options.Output) == PodsOptions.JsonLines;
        var finder = new PullFailureFinder(Kubectl.Find(given.GetValue(options.Context)), which, line =>
        {
            if (verbose)
            {
                Console.Error.WriteLine(line);
            }
        });
        int failures = 0;
        bool anyUnread = false;
        int pods = await finder.RunAsync(
            failure =>
            {
                failures++;
                Console.Out.WriteLine(isJson ? PullFailureText.Json(failure) : PullFailureText.ForPeople(failure));
            },
            (_, exception) =>
            {
                anyUnread = true;
                ErrorOutput.Write(exception.Message);
            },
            signals.Token).ConfigureAwait(false);
        if (failures == 0 && !anyUnread && !isJson)
        {
            await Console.Out.WriteLineAsync(MessageFormat.Format(Texts.NoPullFailures, pods)).ConfigureAwait(false);
        }

        return failures > 0 ? ExitCodes.Failed : anyUnread ? ExitCodes.NotChecked : ExitCodes.Healthy;
    }
}
