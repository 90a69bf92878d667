namespace AcrHealth.Running;

/// <summary>
/// Limits how many registries are checked at once to the file handles of the process, whatever the caller's limit, and lowers the limit if handles
/// still run out.
/// </summary>
/// <param name="freeHandles">Returns the number of free file handles; null if there is no limit. Called once, at the first registry's turn.</param>
/// <param name="log">Receives a line that says that registries wait, and for what.</param>
internal sealed class RegistryThrottle(Func<long?> freeHandles, Action<string> log)
{
    // A registry needs its own connection, those to its data hosts and to Resource Manager, and the lookup of its names.
    private const int HandlesOfRegistry = 10;

    // These are for sign-in, the container engine, and the files that the .NET runtime loads meanwhile.
    private const int HandlesOfRun = 40;

    private readonly object _lock = new();
    private readonly Queue<TaskCompletionSource<IDisposable>> _waiting = new();
    private long? _most;
    private int _running;

    /// <summary>Waits for a turn, which lasts until the returned object is disposed of.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<IDisposable> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _most ??= freeHandles() is { } handles ? Math.Max((handles - HandlesOfRun) / HandlesOfRegistry, 1) : long.MaxValue;
            if (_running == _most && _waiting.Count == 0)
            {
                log($"{_most} registries are checked at once, for want of file handles (ulimit -n).");
            }

            _waiting.Enqueue(turn);
            GiveTurns();
        }

        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => turn.TrySetCanceled(cancellationToken), null);
        return await turn.Task.ConfigureAwait(false);
    }

    /// <summary>Halves the number of turns, after something could not be opened.</summary>
    public void Reduce()
    {
        lock (_lock)
        {
            _most = Math.Max(Math.Min(_most ?? long.MaxValue, _running) / 2, 1);
        }
    }

    private void GiveTurns()
    {
        while (_running < _most && _waiting.TryDequeue(out TaskCompletionSource<IDisposable>? next))
        {
            // A caller that no longer waits takes no turn.
            if (next.TrySetResult(new ThrottleSlot(this)))
            {
                _running++;
            }
        }
    }

    private void End()
    {
        lock (_lock)
        {
            _running--;
            GiveTurns();
        }
    }

    private sealed class ThrottleSlot(RegistryThrottle turns) : IDisposable
    {
        private RegistryThrottle? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.End();
    }
}
