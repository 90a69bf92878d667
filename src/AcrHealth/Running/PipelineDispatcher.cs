using System.Collections.Concurrent;

namespace AcrHealth.Running;

/// <summary>Carries work from any thread to the pipeline's, the only one that may write.</summary>
internal sealed class PipelineDispatcher : IDisposable
{
    private readonly BlockingCollection<Action> _workItems = [];

    public void Post(Action workItem)
    {
        try
        {
            _workItems.Add(workItem);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException)
        {
            // The command has ended, and there is no reader any more.
        }
    }

    /// <summary>Runs the posted work items, without waiting.</summary>
    public void DoPosted()
    {
        while (_workItems.TryTake(out Action? workItem))
        {
            workItem();
        }
    }

    /// <summary>Waits for the next work item and runs it.</summary>
    /// <returns>False if none was posted in that time.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public bool DoNext(TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        if (!_workItems.TryTake(out Action? workItem, (int)timeLimit.TotalMilliseconds, cancellationToken))
        {
            return false;
        }

        workItem();
        return true;
    }

    public void Dispose() => _workItems.Dispose();
}
