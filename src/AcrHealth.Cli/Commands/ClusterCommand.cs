using System.CommandLine;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Output;
using AcrHealth.Cli.Resources;
using AcrHealth.Cli.Running;
using AcrHealth.Kubernetes;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Cli.Commands;

/// <summary><c>acrhealth cluster</c>: checks registries from every node of a Kubernetes cluster.</summary>
internal static class ClusterCommand
{
    public static Command Create(StopSignals signals)
    {
        var options = new ClusterCommandOptions();
        var command = new Command("cluster", Texts.ClusterCommand);
        options.AddTo(command);
        command.SetAction(parsed => RunAsync(options, parsed, signals));
        return command;
    }

    private static async Task<int> RunAsync(ClusterCommandOptions options, ParseResult given, StopSignals signals)
    {
        ClusterOptions read = options.Read(given);
        Kubectl kubectl = Kubectl.Find(given.GetValue(options.Context));
        var events = new ClusterConsole(given.GetValue(options.Verbose));
        var run = new ClusterRun(kubectl, read, events);
        IReadOnlyList<ClusterNode> nodes = await run.ReadNodesAsync(signals.Token).ConfigureAwait(false);
        if (nodes.Count == 0)
        {
            ErrorOutput.Write(MessageFormat.Format(Strings.ClusterNoNodes, read.NodeSelector ?? Strings.ClusterAllNodes));
            return ExitCodes.NotChecked;
        }

        if (given.GetValue(options.WhatIf))
        {
            await Console.Out.WriteLineAsync(run.Manifest(nodes)).ConfigureAwait(false);
            return ExitCodes.Healthy;
        }

        if (!given.GetValue(options.Force) && !await ClusterConsole.AskAsync(nodes.Count, kubectl.Context, signals.Token).ConfigureAwait(false))
        {
            return ExitCodes.NotChecked;
        }

        IResultOutput output = ResultOutputs.Create(given.GetValue(options.Output), given.GetValue(options.Quiet));
        bool anyFailed = false;
        bool anyChecked = false;
        try
        {
            await run.RunAsync(
                nodes,
                results =>
                {
                    anyFailed |= results.Any(result => result.Status == CheckStatus.Failed);
                    anyChecked |= results.Any(result => result.Status != CheckStatus.Skipped);
                    foreach (IGrouping<string?, HealthCheckResult> target in results.GroupBy(result => result.Registry))
                    {
                        output.Write([.. target]);
                    }
                },
                signals.Token).ConfigureAwait(false);
        }
        finally
        {
            output.Complete();
        }

        return anyFailed ? ExitCodes.Failed : !anyChecked || events.IsLeftBehind ? ExitCodes.NotChecked : ExitCodes.Healthy;
    }
}
