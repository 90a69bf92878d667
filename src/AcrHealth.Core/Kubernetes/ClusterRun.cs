using System.Security.Cryptography;
using AcrHealth.Identity;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Checks registries from all nodes of a cluster, with a pod on each, and removes the pods whatever happens.</summary>
/// <param name="kubectl">Reads and changes the cluster.</param>
/// <param name="options">The options of the cluster check.</param>
/// <param name="events">Receives the steps and the progress.</param>
internal sealed class ClusterRun(Kubectl kubectl, ClusterOptions options, IClusterEvents events)
{
    private const int RunIdBytes = 4;

    private readonly string _run = Convert.ToHexString(RandomNumberGenerator.GetBytes(RunIdBytes)).ToLowerInvariant();

    /// <summary>The nodes to check.</summary>
    /// <exception cref="KubectlException">They cannot be read.</exception>
    public async Task<IReadOnlyList<ClusterNode>> ReadNodesAsync(CancellationToken cancellationToken) => ClusterNode.Read(
        await kubectl.GetAsync(["nodes", .. options.NodeSelector is { } selector ? (string[])[$"--selector={selector}"] : []], cancellationToken).ConfigureAwait(false));

    /// <summary>The pods that would be created for nodes, as one document.</summary>
    public string Manifest(IEnumerable<ClusterNode> nodes) => new NodePodManifest(_run, options).List(nodes.Where(IsChecked));

    /// <summary>Checks nodes, and writes the results of each as soon as it is done.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the pods are removed.</exception>
    public async Task RunAsync(IReadOnlyList<ClusterNode> nodes, Action<IReadOnlyList<HealthCheckResult>> write, CancellationToken cancellationToken)
    {
        using SessionSecrets secrets = SessionSecrets.Open(SignInMethod.Default.Protect);
        using IDisposable visit = secrets.Enter();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var board = new PodBoard(kubectl, _run, options);
        Task looking = Task.Run(() => board.RunAsync(end.Token), CancellationToken.None);
        using var turns = new SemaphoreSlim(options.ThrottleLimit);
        var manifest = new NodePodManifest(_run, options);
        object writing = new();
        int done = 0;
        void Done(IReadOnlyList<HealthCheckResult> results)
        {
            lock (writing)
            {
                write(results);
                events.Progress(++done, nodes.Count);
            }
        }

        Task[] runs = [.. nodes.Select(node => RunAsync(node, manifest, board, turns, Done, end.Token))];
        try
        {
            await Task.WhenAll(runs).ConfigureAwait(false);
        }
        finally
        {
            // No pod may be created after the removal begins.
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([.. runs, looking]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (nodes.Any(IsChecked) && await new ClusterCleanup(kubectl, _run, options).RunAsync().ConfigureAwait(false) is { } left)
            {
                events.NotRemoved(left);
            }
        }
    }

    private static bool IsChecked(ClusterNode node) => node is { IsWindows: false, IsVirtual: false };

    private async Task RunAsync(
        ClusterNode node, NodePodManifest manifest, PodBoard board, SemaphoreSlim turns, Action<IReadOnlyList<HealthCheckResult>> done, CancellationToken cancellationToken)
    {
        if (!IsChecked(node))
        {
            done([NodeReport.Skipped(node, MessageFormat.Format(node.IsVirtual ? Strings.NodeIsVirtual : Strings.NodeIsWindows, node.Name))]);
            return;
        }

        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            events.Verbose($"{node.Name} ({node.Distribution})");
            var run = new NodeRun(kubectl, options, manifest, board, node);
            done(await run.RunAsync(cancellationToken).ConfigureAwait(false));
            await run.RemoveAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }
}
