using System.Diagnostics;
using System.Text.RegularExpressions;
using AcrHealth.Files;
using AcrHealth.Resources;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Makes one check of a run: waits for the checks that it needs, gives it its time, and turns its outcome into a result.</summary>
/// <param name="check">The check.</param>
/// <param name="session">What all runs share.</param>
/// <param name="target">The registry; null for a check of this machine.</param>
/// <param name="outcomes">The outcomes of the run's checks, by name; complete before any check begins.</param>
/// <param name="scope">Owns what the run opens.</param>
internal sealed class CheckRun(
    HealthCheck check, HealthCheckSession session, RegistryTarget? target, IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes, RunScope scope)
{
    // How long a check may take to notice that its time is up, before it is left behind.
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromMilliseconds(750);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource<CheckOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _start;
    private TimeSpan _duration;
    private IReadOnlyList<string> _blockedBy = [];

    public HealthCheck Check { get; } = check;

    public Task<CheckOutcome> Outcome => _outcome.Task;

    /// <summary>Makes the check and sets its outcome.</summary>
    public async Task WorkAsync()
    {
        CheckOutcome outcome = CheckOutcome.Skipped(Strings.SkippedStopped);
        try
        {
            outcome = await DecideAsync().ConfigureAwait(false);
            if (outcome is { Status: CheckStatus.Skipped, BlockedBy: { } others })
            {
                // A check that found out itself what blocks it knows only the last link.
                outcome = outcome with { Message = SkipReason.Of(others, outcomes).Message };
            }

            if (outcome.Status == CheckStatus.Failed)
            {
                session.NoteFailure();
            }
        }
        finally
        {
            // Whatever happens: others wait for it.
            _outcome.SetResult(outcome);
        }
    }

    /// <summary>The result that an outcome of this check makes.</summary>
    public HealthCheckResult ToResult(CheckOutcome outcome) => new()
    {
        Registry = target?.DisplayName,
        Category = Check.Category,
        Check = Check.Name,
        Status = outcome.Status,
        ErrorCode = outcome.ErrorCode?.Name,
        Finding = outcome.Finding?.Name,
        Message = outcome.Message,
        Remediation = outcome.Remediation,
        Detail = outcome.Detail,
        StartTime = _start,
        Duration = _duration,
        BlockedBy = outcome.BlockedBy ?? _blockedBy,
        HelpUri = outcome.ErrorCode?.HelpUri,
    };

    private async Task<CheckOutcome> DecideAsync()
    {
        _start = DateTimeOffset.Now;
        if (Check.NotApplicableReason(session.OptionsFor(target)) is { } reason)
        {
            return CheckOutcome.NotApplicable(reason);
        }

        await AwaitOthersAsync().ConfigureAwait(false);
        _blockedBy = [.. Check.Prerequisites.Where(name => !outcomes.TryGetValue(name, out Task<CheckOutcome>? outcome) || outcome.Result.Blocks)];
        _start = DateTimeOffset.Now;
        if (_blockedBy.Count > 0)
        {
            CheckOutcome? logged = _blockedBy.Select(name => outcomes.GetValueOrDefault(name)?.Result)
                .FirstOrDefault(outcome => outcome is { IsNotApplicable: true } or { SuppressesDependents: true });
            return logged is not null ? CheckOutcome.NotApplicable(logged.Message) : SkipReason.Of(_blockedBy, outcomes);
        }

        CancellationToken stop = scope.Token;
        var context = new CheckContext(Check, session, target, outcomes) { Scope = scope };
        long started = Stopwatch.GetTimestamp();
        try
        {
            CheckOutcome? refusal = await Check.ConfirmAsync(context, stop).ConfigureAwait(false);
            if (refusal is not null)
            {
                return refusal;
            }

            _start = DateTimeOffset.Now;
            started = Stopwatch.GetTimestamp();
            session.Events.CheckStarted(Check.Name, target?.DisplayName, session.Options.Timeout);
            CheckOutcome outcome = await RunAsync(context).ConfigureAwait(false);
            _duration = Stopwatch.GetElapsedTime(started);
            return stop.IsCancellationRequested && outcome.Status == CheckStatus.Failed ? Stopped() : outcome;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Stopped();
        }
        catch (Exception exception)
        {
            // Every exception that a check expects is an outcome; this one is our mistake and must not pass for the registry's.
            _duration = Stopwatch.GetElapsedTime(started);
            session.Events.CheckCrashed(Check.Name, target?.DisplayName, exception);
            return CheckOutcome.Skipped(MessageFormat.Format(Strings.SkippedCrashed, exception.GetType().Name));
        }
        finally
        {
            session.Events.CheckEnded(Check.Name, target?.DisplayName);
        }
    }

    private async Task<CheckOutcome> RunAsync(CheckContext context)
    {
        TimeSpan timeout = context.Options.Timeout;
        CancellationToken stop = context.Scope.Token;
        CancellationToken time = context.Scope.Deadline(timeout);

        // What a check does before it first waits counts, too: a directory of the PATH may be on a share that is dead. Once the run has been
        // stopped nothing is begun that takes time, and a check may still say that its question does not arise.
        Task<CheckOutcome> run = context.Scope.Watch(stop.IsCancellationRequested
            ? Check.RunAsync(context, time)
            : Task.Run(() => RunWithHandlesAsync(context, time), CancellationToken.None));
        try
        {
            return await run.WaitAsync(timeout + CancellationGrace + Check.CleanUpTime, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && Check.CleanUpTime > TimeSpan.Zero)
        {
            await Task.WhenAny(run, Task.Delay(Check.CleanUpTime, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) when (IsTimeout(exception) && !stop.IsCancellationRequested)
        {
            // It has had its time to end.
            context.Scope.Forget(run);
            return Check.TimedOut(context);
        }
        finally
        {
            if (!run.IsCompleted)
            {
                _ = run.ContinueWith(DisposeOfOutput, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    // A check that found no file handle, or no thread, is made again when other registries have ended. One that changes something is not.
    private async Task<CheckOutcome> RunWithHandlesAsync(CheckContext context, CancellationToken time)
    {
        for (TimeSpan pause = FirstPause; ; pause *= 2)
        {
            try
            {
                return await Check.RunAsync(context, time).ConfigureAwait(false);
            }
            catch (Exception exception) when (FileHandles.AreExhausted(exception))
            {
                context.Session.Turns.Reduce();
                if (Check.CleanUpTime > TimeSpan.Zero || time.IsCancellationRequested)
                {
                    return CheckOutcome.Skipped(Strings.SkippedNoHandles);
                }
            }

            try
            {
                await Task.Delay(pause, time).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!context.Scope.Token.IsCancellationRequested)
            {
                return CheckOutcome.Skipped(Strings.SkippedNoHandles);
            }
        }
    }

    // A pattern that took too long is a fault of ours, although its exception is a time-out's, too.
    private static bool IsTimeout(Exception exception) =>
        exception is OperationCanceledException or TimeoutException and not RegexMatchTimeoutException;

    // What a check that was left behind hands on in the end, nobody else sees.
    private static void DisposeOfOutput(Task<CheckOutcome> run)
    {
        if (run.IsCompletedSuccessfully)
        {
            run.Result.DisposeOutput();
        }
        else
        {
            _ = run.Exception;
        }
    }

    private async Task AwaitOthersAsync()
    {
        foreach (string other in Check.Prerequisites.Concat(Check.AfterIn(session.OptionsFor(target), target)))
        {
            if (outcomes.TryGetValue(other, out Task<CheckOutcome>? task))
            {
                await task.ConfigureAwait(false);
            }
        }
    }

    private static CheckOutcome Stopped() => CheckOutcome.Skipped(Strings.SkippedStopped);
}
