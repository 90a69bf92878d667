using System.Diagnostics;
using System.Text.RegularExpressions;
using AcrHealth.Files;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Works the graph of checks for one target and gives the results in the catalog's order.</summary>
internal static class HealthCheckRunner
{
    // What explains a check that has passed can make a Warning of it, so whether it is given must not hang on how soon the others end. It
    // is worth this long: the checks after it are at work meanwhile.
    private static readonly TimeSpan ExplanationGrace = TimeSpan.FromMilliseconds(500);

    // How long a check may take to notice that its time is up, before it is left behind.
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromMilliseconds(750);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the session's checks of this machine, or with a target those of a registry.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; what was written stays true.</exception>
    public static async Task RunAsync(
        HealthCheckSession session, RegistryTarget? target, Action<HealthCheckResult> write, CancellationToken cancellationToken)
    {
        RegistryTarget? reported = await ReportedLoginServer.ResolveAsync(session, target, cancellationToken).ConfigureAwait(false);
        await RunAsync(session, session.ChecksOf(target), reported, write, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs some of the session's checks of this machine, or with a target some of those of a registry.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; what was written stays true.</exception>
    public static async Task RunAsync(
        HealthCheckSession session,
        IReadOnlyList<HealthCheck> checks,
        RegistryTarget? target,
        Action<HealthCheckResult> write,
        CancellationToken cancellationToken)
    {
        using IDisposable? turn = target is null ? null : await session.Turns.TakeAsync(cancellationToken).ConfigureAwait(false);

        // It flows into all that the checks begin.
        using IDisposable secrets = session.Secrets.Enter(target?.DisplayName);
        var scope = new RunScope(cancellationToken, session.Stopped);
        Run[] runs = [.. checks.Select(check => new Run(check))];
        Dictionary<string, Task<CheckOutcome>> outcomes = runs.ToDictionary(run => run.Check.Name, run => run.Outcome.Task);
        Task[] tasks = [.. runs.Select(run => Task.Run(() => run.WorkAsync(session, target, outcomes, scope), CancellationToken.None))];
        Task all = Task.WhenAll(tasks);
        try
        {
            foreach (Run run in runs)
            {
                CheckOutcome outcome = await run.Outcome.Task.ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (outcome.Explained is { } explained)
                {
                    await Task.WhenAny(explained, Task.Delay(ExplanationGrace, cancellationToken)).ConfigureAwait(false);
                    outcome = explained.IsCompletedSuccessfully ? explained.Result : outcome;
                }

                if (!outcome.IsNotApplicable || session.Options.AskedFor.Contains(run.Check.Name))
                {
                    write(run.ToResult(outcome, target, session.Options));
                }
            }
        }
        finally
        {
            // What one check opened another may be using, so nothing is closed before all have ended.
            await all.ConfigureAwait(false);
            await scope.EndWorkAsync().ConfigureAwait(false);
            foreach (Run run in runs)
            {
                (run.Outcome.Task.Result.Value as IDisposable)?.Dispose();
            }

            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed class Run(HealthCheck check)
    {
        private DateTimeOffset _start;
        private TimeSpan _duration;
        private IReadOnlyList<string> _blockedBy = [];

        public HealthCheck Check { get; } = check;

        public TaskCompletionSource<CheckOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task WorkAsync(
            HealthCheckSession session,
            RegistryTarget? target,
            IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes,
            RunScope scope)
        {
            CheckOutcome outcome = CheckOutcome.Skipped(Strings.SkippedStopped);
            try
            {
                outcome = await DecideAsync(session, target, outcomes, scope).ConfigureAwait(false);
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
                Outcome.SetResult(outcome);
            }
        }

        public HealthCheckResult ToResult(CheckOutcome outcome, RegistryTarget? target, HealthCheckOptions options) => new()
        {
            Registry = target?.DisplayName,
            Category = Check.Category,
            Check = Check.Name,
            Status = outcome.Status,
            ErrorCode = outcome.ErrorCode,
            Finding = outcome.Finding?.Name,
            Message = outcome.Message,
            Remediation = RemedyCommands.Fill(outcome.Remediation, target, options),
            Detail = outcome.Detail,
            StartTime = _start,
            Duration = _duration,
            BlockedBy = outcome.BlockedBy ?? _blockedBy,
            HelpUri = outcome.ErrorCode is { } code ? ErrorReference.HelpUriOf(code) : null,
        };

        private async Task<CheckOutcome> DecideAsync(
            HealthCheckSession session,
            RegistryTarget? target,
            IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes,
            RunScope scope)
        {
            _start = DateTimeOffset.Now;
            if (Check.NotApplicableReason(session.Options) is { } reason)
            {
                return CheckOutcome.NotApplicable(reason);
            }

            await AwaitOthersAsync(session.Options, target, outcomes).ConfigureAwait(false);
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
                    _ = run.ContinueWith(DisposeOfValue, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
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
        private static void DisposeOfValue(Task<CheckOutcome> run)
        {
            if (run.IsCompletedSuccessfully)
            {
                (run.Result.Value as IDisposable)?.Dispose();
            }
            else
            {
                _ = run.Exception;
            }
        }

        private async Task AwaitOthersAsync(
            HealthCheckOptions options, RegistryTarget? target, IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes)
        {
            foreach (string other in Check.Prerequisites.Concat(Check.AfterIn(options, target)))
            {
                if (outcomes.TryGetValue(other, out Task<CheckOutcome>? task))
                {
                    await task.ConfigureAwait(false);
                }
            }
        }

        private static CheckOutcome Stopped() => CheckOutcome.Skipped(Strings.SkippedStopped);
    }
}
