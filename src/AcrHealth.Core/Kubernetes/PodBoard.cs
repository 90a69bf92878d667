using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Reads all pods of a run repeatedly: one request serves a thousand nodes, and there is no watch that could break off.</summary>
/// <param name="kubectl">Reads the cluster.</param>
/// <param name="run">The run.</param>
/// <param name="options">The options of the cluster check.</param>
internal sealed class PodBoard(Kubectl kubectl, string run, ClusterOptions options)
{
    // An API server that restarts is unavailable for some seconds.
    private const int MaximumFailures = 10;

    private volatile TaskCompletionSource<PodSnapshot> _next = New();

    /// <summary>The next snapshot whose reading begins after now.</summary>
    /// <exception cref="KubectlException">The cluster no longer responds.</exception>
    public async Task<PodSnapshot> NextAsync(CancellationToken cancellationToken)
    {
        // The read in progress may have begun before the caller's last change.
        await _next.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await _next.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the pods until it is cancelled, or the cluster no longer responds.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Publish(await LookAsync(cancellationToken).ConfigureAwait(false));
                failures = 0;
                await Task.Delay(options.PollInterval, cancellationToken).ConfigureAwait(false);
            }
            catch (KubectlException exception)
            {
                if (++failures >= MaximumFailures || exception.Failure is KubectlFailure.Forbidden or KubectlFailure.Unauthorized or KubectlFailure.TooLong)
                {
                    _next.TrySetException(exception);
                    return;
                }

                await Task.Delay(options.PollInterval, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static TaskCompletionSource<PodSnapshot> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Publish(PodSnapshot snapshot)
    {
        TaskCompletionSource<PodSnapshot> now = _next;
        _next = New();
        now.TrySetResult(snapshot);
    }

    private async Task<PodSnapshot> LookAsync(CancellationToken cancellationToken)
    {
        JsonElement pods = await kubectl.GetAsync(["pods", .. Kubectl.InNamespace(options.Namespace), NodePodManifest.SelectorOf(run)], cancellationToken).ConfigureAwait(false);
        JsonElement[] items = [.. pods.Items("items")];
        PodEvents events = Array.Exists(items, pod => pod.Raw("status", "phase") == "Pending")
            ? await PodEvents.ReadAsync(kubectl, options.Namespace, _ => { }, cancellationToken).ConfigureAwait(false)
            : PodEvents.None;
        return new(items.Where(pod => pod.Text("metadata", "name") is not null).GroupBy(pod => pod.Text("metadata", "name")!).ToDictionary(group => group.Key, group => group.First()), events);
    }
}
