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
        var verdict = new ClusterVerdict();
        try
        {
            await run.RunAsync(
                nodes,
                results =>
                {
                    verdict.Add(results);
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

        return verdict.AnyFailed ? ExitCodes.Failed : !verdict.AnyChecked || events.IsLeftBehind ? ExitCodes.NotChecked : ExitCodes.Healthy;
    }

    private sealed class ClusterVerdict
    {
        public bool AnyFailed { get; private set; }

        public bool AnyChecked { get; private set; }

        public void Add(IReadOnlyList<HealthCheckResult> results)
        {
            AnyFailed |= results.Any(result => result.Status == CheckStatus.Failed);
            AnyChecked |= results.Any(result => result.Status != CheckStatus.Skipped);
        }
    }
}
