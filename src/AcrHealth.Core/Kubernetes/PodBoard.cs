using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Looks at all pods of a run at once, again and again: one request for a thousand nodes, and no watch that could end.</summary>
/// <param name="kubectl">Reads the cluster.</param>
/// <param name="arguments">Select the pods.</param>
/// <param name="space">The namespace's argument; empty for the one of the context.</param>
/// <param name="interval">The pause between two looks.</param>
internal sealed class PodBoard(Kubectl kubectl, IReadOnlyList<string> arguments, IReadOnlyList<string> space, TimeSpan interval)
{
    // A rolling API server is away for some seconds.
    private const int MaximumFailures = 10;

    private volatile TaskCompletionSource<PodSnapshot> _next = New();

    /// <summary>The next look that begins after now.</summary>
    /// <exception cref="KubectlException">The cluster does not answer any more.</exception>
    public async Task<PodSnapshot> NextAsync(CancellationToken cancellationToken)
    {
        // The look that is under way may have begun before what the caller has just done.
        await _next.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await _next.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks until it is cancelled, or the cluster does not answer any more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Publish(await LookAsync(cancellationToken).ConfigureAwait(false));
                failures = 0;
                await Task.Delay(interval, cancellationToken).ConfigureAwait(false);
            }
            catch (KubectlException exception)
            {
                if (++failures >= MaximumFailures || exception.Failure is KubectlFailure.Forbidden or KubectlFailure.Unauthorized or KubectlFailure.TooLong)
                {
                    _next.TrySetException(exception);
                    return;
                }

                await Task.Delay(interval, cancellationToken).ConfigureAwait(false);
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
        JsonElement pods = await kubectl.GetAsync(["pods", .. space, .. arguments], cancellationToken).ConfigureAwait(false);
        JsonElement[] items = [.. pods.Items("items")];
        PodEvents events = PodEvents.None;
        if (Array.Exists(items, pod => pod.Raw("status", "phase") == "Pending"))
        {
            try
            {
                events = new(await kubectl.GetAsync(["events", .. space, "--field-selector=involvedObject.kind=Pod,type=Warning"], cancellationToken).ConfigureAwait(false));
            }
            catch (KubectlException)
            {
                // The status has to do.
            }
        }

        return new(items.Where(pod => pod.Text("metadata", "name") is not null).GroupBy(pod => pod.Text("metadata", "name")!).ToDictionary(group => group.Key, group => group.First()), events);
    }
}
