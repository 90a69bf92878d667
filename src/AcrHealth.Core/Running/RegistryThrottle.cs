namespace AcrHealth.Running;

/// <summary>
/// Lets only as many registries be checked at once as the process has file handles for, whatever number the caller wants, and fewer when handles
/// run out all the same.
/// </summary>
/// <param name="freeHandles">Tells how many file handles are free; null if there is no limit. Asked once, when the first registry's turn comes.</param>
/// <param name="log">Is told in a line that registries wait, and for what.</param>
internal sealed class RegistryThrottle(Func<long?> freeHandles, Action<string> log)
{
    // A registry has its own connection, those to its data hosts and to Resource Manager, and the look-up of its names.
    private const int HandlesOfRegistry = 10;

    // Sign-in, the container engine, and what the runtime loads meanwhile.
    private const int HandlesOfRun = 40;

    private readonly object _lock = new();
    private readonly Queue<TaskCompletionSource<IDisposable>> _waiting = new();
    private long? _most;
    private int _running;

    /// <summary>Waits for a turn, which ends when what is given back is disposed of.</summary>
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

    /// <summary>Halves the number of turns, since something could not be opened.</summary>
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
            // Whoever no longer waits takes none.
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
