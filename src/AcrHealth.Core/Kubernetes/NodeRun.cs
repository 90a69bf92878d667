using System.Text.Json;
using AcrHealth.Findings;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Checks one node: creates its pod, waits until it finishes, and reads its log.</summary>
internal sealed class NodeRun
{
    // The kubelet tries again to pull an image; a single failure may be temporary.
    private const int PullLooks = 3;

    // The kubelet checks each path separately and reports them together.
    private const string MissingPath = "hostPath type check failed";

    private readonly Kubectl _kubectl;
    private readonly ClusterOptions _options;
    private readonly NodePodManifest _manifest;
    private readonly PodBoard _board;
    private readonly NodeReport _report;
    private readonly ClusterNode _node;
    private readonly DateTimeOffset _start = DateTimeOffset.Now;
    private IReadOnlyList<NodeMount> _mounts;
    private int _attempt = 1;

    public NodeRun(Kubectl kubectl, ClusterOptions options, NodePodManifest manifest, PodBoard board, ClusterNode node)
    {
        _kubectl = kubectl;
        _options = options;
        _manifest = manifest;
        _board = board;
        _report = new(options);
        _node = node;
        _mounts = NodeMount.For(node);
    }

    private string Name => _manifest.NameFor(_node, _attempt);

    private string[] Space => Kubectl.InNamespace(_options.Namespace);

    /// <summary>Returns the results of the node, or the one that says why it has none.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<IReadOnlyList<HealthCheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        if (_node.NotReady is { } notReady)
        {
            return [_report.Failed(ClusterFindings.NodeNotReady, _node, _start, ("reason", notReady))];
        }

        try
        {
            return await CreateAsync(cancellationToken).ConfigureAwait(false) is { } rejected ? [rejected] : await WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KubectlException exception)
        {
            return [_report.Failed(ClusterFindings.NodePodUnreadable, _node, _start, ("reason", exception.Message))];
        }
    }

    /// <summary>Removes the node's pod; pods that remain are removed at the end of the run.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _kubectl.TextAsync(["delete", "pod", Name, .. Space, "--ignore-not-found", "--wait=false"], string.Empty, cancellationToken).ConfigureAwait(false);
        }
        catch (KubectlException)
        {
            // The end of the run tries again, and reports it.
        }
    }

    private async Task<HealthCheckResult?> CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            string pod = NodePodManifest.Text(_manifest.Create(_node, _mounts, _attempt));
            await _kubectl.TextAsync(["create", "--filename=-", .. Space, "--validate=false", "--output=name"], pod, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (KubectlException exception)
        {
            return _report.Failed(ClusterFindings.NodePodRejected, _node, _start, ("reason", exception.Message));
        }
    }

    private async Task<IReadOnlyList<HealthCheckResult>> WaitAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.Timeout);
        JsonElement? last = null;
        PodEvents events = PodEvents.None;
        int pullLooks = 0;
        try
        {
            while (true)
            {
                PodSnapshot look = await _board.NextAsync(deadline.Token).ConfigureAwait(false);
                events = look.Events;
                if (!look.Pods.TryGetValue(Name, out JsonElement pod))
                {
                    return [_report.Failed(ClusterFindings.NodePodGone, _node, _start)];
                }

                last = pod;
                if (NodePodState.HasEnded(pod))
                {
                    return await EndedAsync(pod, events, cancellationToken).ConfigureAwait(false);
                }

                if (PodReader.FailingContainers(pod).FirstOrDefault() is { } failing && (++pullLooks >= PullLooks || failing.Reason != "ErrImagePull"))
                {
                    return [await ExplainPullAsync(failing, events, cancellationToken).ConfigureAwait(false)];
                }

                if (NodePodState.FatalReason(pod) is { } reason)
                {
                    return [_report.Failed(ClusterFindings.NodePodNotStarted, _node, _start, ("reason", reason))];
                }

                if (await MountLessAsync(events, cancellationToken).ConfigureAwait(false) is { } rejected)
                {
                    return [rejected];
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [_report.Failed(ClusterFindings.NodePodTimedOut, _node, _start, ("reason", NodePodState.Reason(last, events, Name)))];
        }
    }

    // A node that lacks a path is checked without it. The path must be known to exist, because nothing may be created on the node.
    private async Task<HealthCheckResult?> MountLessAsync(PodEvents events, CancellationToken cancellationToken)
    {
        string[] failed = [.. events.About(Name, "FailedMount").Where(text => text.Contains(MissingPath, StringComparison.Ordinal))];
        NodeMount[] missing = [.. _mounts.Where(mount => Array.Exists(failed, text => text.Contains($": {mount.Path} is not ", StringComparison.Ordinal)))];
        if (missing.Length == 0)
        {
            return null;
        }

        await RemoveAsync(cancellationToken).ConfigureAwait(false);
        _mounts = [.. _mounts.Except(missing)];
        _attempt++;
        return await CreateAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<HealthCheckResult>> EndedAsync(JsonElement pod, PodEvents events, CancellationToken cancellationToken)
    {
        if (!NodePodState.HasRun(pod))
        {
            return [_report.Failed(ClusterFindings.NodePodNotStarted, _node, _start, ("reason", NodePodState.Reason(pod, events, Name)))];
        }

        string log = await _kubectl.TextAsync(["logs", Name, .. Space, "--container=" + NodePodManifest.ContainerName], string.Empty, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<HealthCheckResult> results = NodeLog.Read(log, _node.Name);
        string words = UntrustedText.Clean(log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault());
        return results.Count > 0 ? results
            :
            [
                _report.Failed(
                    ClusterFindings.NodePodFailed, _node, _start, ("exitCode", NodePodState.ExitCode(pod)), ("reason", words.Length > 0 ? words : Strings.NodePodNoOutput)),
            ];
    }

    private async Task<HealthCheckResult> ExplainPullAsync(FailingContainer failing, PodEvents events, CancellationToken cancellationToken)
    {
        var explainer = new PullFailureExplainer(events, new(_kubectl, _ => { }), _options.CommandSyntax);
        PullFailure failure = await explainer.ExplainAsync(failing, cancellationToken).ConfigureAwait(false);
        return _report.Failed(ClusterFindings.NodePodImage, _node, _start, ("cause", failure.Message), ("code", failure.ErrorCode));
    }
}
