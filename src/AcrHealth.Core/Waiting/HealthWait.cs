using AcrHealth.Checks;
using AcrHealth.Details;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Waiting;

/// <summary>
/// Runs the checks of one target until none fails or the time is up. After the first attempt, only failed checks run again, with those that
/// depend on them and the prerequisites of both.
/// </summary>
/// <param name="session">The checks and their environment.</param>
/// <param name="target">The registry; null for this machine.</param>
/// <param name="turns">Limits how many registries make an attempt at once.</param>
/// <param name="limits">The time limit, and the lengths of the pauses.</param>
internal sealed class HealthWait(HealthCheckSession session, RegistryTarget? target, SemaphoreSlim turns, WaitLimits limits)
{
    private readonly IReadOnlyList<HealthCheck> _checks = session.ChecksOf(target);
    private RegistryTarget? _reported;
    private readonly Dictionary<string, HealthCheckResult> _last = [];

    /// <summary>
    /// Waits. An attempt in progress when the time is up is cancelled and its results are discarded, unless it is the first, which runs to completion.
    /// </summary>
    /// <param name="log">Receives each pause, on any thread.</param>
    /// <param name="cancellationToken">Cancels the wait immediately.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<WaitOutcome> RunAsync(Action<WaitPause> log, CancellationToken cancellationToken)
    {
        var pace = new RetryDelay(limits.Random);
        _reported = await ReportedLoginServer.ResolveAsync(session, target, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<HealthCheck> checks = _checks;
        for (int attempt = 1; ; attempt++)
        {
            long began = limits.Time.GetTimestamp();
            if (!await AttemptAsync(checks, first: attempt == 1, cancellationToken).ConfigureAwait(false))
            {
                return Outcome(WaitEnd.TimeUp, attempt - 1);
            }

            HealthCheckResult[] failures = [.. Results().Where(result => result.Status == CheckStatus.Failed)];
            if (failures.Length == 0)
            {
                return Outcome(WaitEnd.Healthy, attempt);
            }

            if (Array.Exists(failures, failure => _checks.Any(check => check.Name == failure.Check && check.IsPermanentFailure)))
            {
                return Outcome(WaitEnd.PermanentFailure, attempt);
            }

            if (pace.Next(limits.Left, limits.Time.GetElapsedTime(began), AskedToWait(failures)) is not { } pause)
            {
                return Outcome(WaitEnd.TimeUp, attempt);
            }

            log(new(attempt, failures, pause));
            await Task.Delay(pause, limits.Time, cancellationToken).ConfigureAwait(false);
            checks = ToRepeat();
        }
    }

    private static TimeSpan AskedToWait(HealthCheckResult[] failures) =>
        failures.Select(failure => (failure.Detail as HttpDetail)?.RetryAfter ?? TimeSpan.Zero).Max();

    private async Task<bool> AttemptAsync(IReadOnlyList<HealthCheck> checks, bool first, CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(Positive(limits.Left), limits.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeUp.Token);
        List<HealthCheckResult> results = [];
        try
        {
            await TakeTurnAsync(either.Token).ConfigureAwait(false);
            try
            {
                await HealthCheckRunner.RunAsync(session, checks, _reported, results.Add, first ? cancellationToken : either.Token).ConfigureAwait(false);
            }
            finally
            {
                GiveTurnBack();
            }
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        foreach (HealthCheck check in checks)
        {
            _last.Remove(check.Name);
        }

        foreach (HealthCheckResult result in results)
        {
            _last[result.Check] = result;
        }

        return true;
    }

    // This machine's own checks are one target and take no turn, so that no registry waits for them, whatever the limit.
    private Task TakeTurnAsync(CancellationToken cancellationToken) => target is null ? Task.CompletedTask : turns.WaitAsync(cancellationToken);

    private void GiveTurnBack()
    {
        if (target is not null)
        {
            turns.Release();
        }
    }

    // A check that a failure blocked runs when the failure is gone, and one that uses the outcome of another check may have a new result.
    private IReadOnlyList<HealthCheck> ToRepeat()
    {
        HashSet<string> repeated = [];
        foreach (HealthCheck check in _checks)
        {
            bool failed = _last.TryGetValue(check.Name, out HealthCheckResult? last) && last.Status == CheckStatus.Failed;
            bool blocked = last is { Status: CheckStatus.Skipped } && last.BlockedBy.Any(repeated.Contains);

            // A check that another one suppressed has no result.
            bool unheard = last is null && check.Prerequisites.Any(repeated.Contains);
            if (failed || blocked || unheard || check.After.Any(repeated.Contains))
            {
                repeated.Add(check.Name);
            }
        }

        return CheckCatalog.WithNeeds(_checks, repeated.Contains);
    }

    private IEnumerable<HealthCheckResult> Results() =>
        _checks.Where(check => _last.ContainsKey(check.Name)).Select(check => _last[check.Name]);

    private WaitOutcome Outcome(WaitEnd end, int attempts) => new(end, attempts, [.. Results()]);

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
