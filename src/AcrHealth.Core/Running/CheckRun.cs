using System.Diagnostics;
using System.Text.RegularExpressions;
using AcrHealth.Files;
using AcrHealth.Resources;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Runs one check of a run: waits for the checks that it needs, enforces its timeout, and converts its outcome to a result.</summary>
/// <param name="check">The check.</param>
/// <param name="session">The state that all runs share.</param>
/// <param name="target">The registry; null for a check of this machine.</param>
/// <param name="outcomes">The outcomes of the run's checks, by name; complete before any check begins.</param>
/// <param name="scope">Owns the resources that the run opens.</param>
internal sealed class CheckRun(
    HealthCheck check, HealthCheckSession session, RegistryTarget? target, IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes, RunScope scope)
{
    // A check has this time to notice its timeout before the run continues without it.
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromMilliseconds(750);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource<CheckOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _start;
    private TimeSpan _duration;
    private IReadOnlyList<string> _blockedBy = [];

    public HealthCheck Check { get; } = check;

    public Task<CheckOutcome> Outcome => _outcome.Task;

    /// <summary>Runs the check and sets its outcome.</summary>
    public async Task WorkAsync()
    {
        CheckOutcome outcome = CheckOutcome.Skipped(Strings.SkippedStopped);
        try
        {
            outcome = await DecideAsync().ConfigureAwait(false);
            if (outcome is { Status: CheckStatus.Skipped, BlockedBy: { } others })
            {
                // A check that found its blocker itself knows only the last link of the chain.
                outcome = outcome with { Message = SkipReason.Of(others, outcomes).Message };
            }

            if (outcome.Status == CheckStatus.Failed)
            {
                session.NoteFailure();
            }
        }
        finally
        {
            // The outcome is set in every case because other checks wait for it.
            _outcome.SetResult(outcome);
        }
    }

    /// <summary>Converts an outcome of this check to a result.</summary>
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
            CheckOutcome? explaining = _blockedBy.Select(name => outcomes.GetValueOrDefault(name)?.Result)
                .FirstOrDefault(outcome => outcome is { IsNotApplicable: true } or { SuppressesDependents: true });
            return explaining is not null ? CheckOutcome.NotApplicable(explaining.Message) : SkipReason.Of(_blockedBy, outcomes);
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
            // Every exception that a check expects is an outcome; this one is a bug here and must not be reported as the registry's fault.
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

        // The synchronous part of a check counts, too: a directory of the PATH may be on a dead network share. Once the run has been
        // stopped, nothing that takes time is started, but a check may still report that it does not apply.
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
            // The check has had its time to finish.
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

    // A check that lacked a file handle or a thread runs again when other registries have finished. A check that changes something does not.
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

    // A regular expression that timed out is a bug here, although its exception is a TimeoutException, too.
    private static bool IsTimeout(Exception exception) =>
        exception is OperationCanceledException or TimeoutException and not RegexMatchTimeoutException;

    // Nobody else disposes of the late output of a check that the run no longer waits for.
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
