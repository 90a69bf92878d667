namespace AcrHealth.Running;

/// <summary>
/// Owns the work and the resources of a run, including programs, connections and deadlines. However the
/// run ends, disposing the scope cancels the work, waits until it has stopped, and closes what is still open.
/// </summary>
internal sealed class RunScope : IAsyncDisposable
{
    /// <summary>The time that work may take to stop once it is cancelled. Stopping a program's descendants takes most of it.</summary>
    public static readonly TimeSpan ShutdownGrace = TimeSpan.FromMilliseconds(700);

    private readonly object _lock = new();
    private readonly CancellationTokenSource _end;
    private readonly HashSet<Task> _work = [];
    private readonly Stack<IDisposable> _open = new();
    private bool _isDisposed;

    /// <param name="parents">Tokens that cancel the scope's work, too.</param>
    public RunScope(params CancellationToken[] parents)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource([CancellationToken.None, .. parents]);
        Token = _end.Token;
    }

    /// <summary>A token that is cancelled when the run must stop.</summary>
    public CancellationToken Token { get; }

    /// <summary>Cancels the work without waiting until it has stopped.</summary>
    public void Cancel()
    {
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has ended already.
        }
    }

    /// <summary>Returns a token that is cancelled when the time has passed, or the run must stop.</summary>
    public CancellationToken Deadline(TimeSpan time)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(time);
        CancellationToken token = deadline.Token;
        Own(deadline);
        return token;
    }

    /// <summary>Closes a resource when the run ends, unless it has been closed before; immediately if the run has ended.</summary>
    public T Own<T>(T resource)
        where T : IDisposable
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _open.Push(resource);
                return resource;
            }
        }

        resource.Dispose();
        return resource;
    }

    /// <summary>Starts work that stops with the run.</summary>
    public Task<T> Run<T>(Func<CancellationToken, Task<T>> work) => Watch(Task.Run(() => work(Token), CancellationToken.None));

    /// <summary>Waits at the run's end for work that one of the scope's tokens cancels.</summary>
    public Task<T> Watch<T>(Task<T> work)
    {
        if (!work.IsCompleted)
        {
            lock (_lock)
            {
                _work.Add(work);
            }

            _ = work.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return work;
    }

    /// <summary>Stops waiting for work that has had its time to finish.</summary>
    public void Forget(Task work)
    {
        _ = work.Exception;
        lock (_lock)
        {
            _work.Remove(work);
        }
    }

    /// <summary>Cancels the work and waits until it has stopped, no longer than <see cref="ShutdownGrace"/>.</summary>
    public async Task EndWorkAsync()
    {
        Cancel();
        Task[] work;
        lock (_lock)
        {
            work = [.. _work];
        }

        if (work.Length > 0)
        {
            using var grace = new CancellationTokenSource();
            await Task.WhenAny(Task.WhenAll(work), Task.Delay(ShutdownGrace, grace.Token)).ConfigureAwait(false);
            await grace.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Stops the work and closes what is still open, the latest first. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndWorkAsync().ConfigureAwait(false);
        IDisposable[] open;
        lock (_lock)
        {
            _isDisposed = true;
            open = [.. _open];
            _open.Clear();
        }

        foreach (IDisposable resource in open)
        {
            resource.Dispose();
        }

        _end.Dispose();
    }
}
