using AcrHealth.Targets;

namespace AcrHealth.Running;

/// <summary>Runs the graph of checks for one target and writes the results in the catalog's order.</summary>
internal static class HealthCheckRunner
{
    // The explanation of a check that has passed can make it a Warning, so whether it counts must not depend on how soon the others finish. It
    // is worth this wait: the checks after it run meanwhile.
    private static readonly TimeSpan ExplanationGrace = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs the session's checks of this machine, or with a target those of a registry.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the results that were written remain valid.</exception>
    public static async Task RunAsync(
        HealthCheckSession session, RegistryTarget? target, Action<HealthCheckResult> write, CancellationToken cancellationToken)
    {
        RegistryTarget? reported = await ReportedLoginServer.ResolveAsync(session, target, cancellationToken).ConfigureAwait(false);
        await RunAsync(session, session.ChecksOf(target), reported, write, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs some of the session's checks of this machine, or with a target some of those of a registry.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the results that were written remain valid.</exception>
    public static async Task RunAsync(
        HealthCheckSession session,
        IReadOnlyList<HealthCheck> checks,
        RegistryTarget? target,
        Action<HealthCheckResult> write,
        CancellationToken cancellationToken)
    {
        using IDisposable? turn = target is null ? null : await session.Turns.TakeAsync(cancellationToken).ConfigureAwait(false);

        // The scope flows into all work that the checks start.
        using IDisposable secrets = session.Secrets.Enter(target?.DisplayName);
        var scope = new RunScope(cancellationToken, session.Stopped);
        Dictionary<string, Task<CheckOutcome>> outcomes = [];
        CheckRun[] runs = [.. checks.Select(check => new CheckRun(check, session, target, outcomes, scope))];
        foreach (CheckRun run in runs)
        {
            outcomes.Add(run.Check.Name, run.Outcome);
        }

        Task[] tasks = [.. runs.Select(run => Task.Run(run.WorkAsync, CancellationToken.None))];
        Task all = Task.WhenAll(tasks);
        try
        {
            foreach (CheckRun run in runs)
            {
                CheckOutcome outcome = await run.Outcome.ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (outcome.Explained is { } explained)
                {
                    await Task.WhenAny(explained, Task.Delay(ExplanationGrace, cancellationToken)).ConfigureAwait(false);
                    outcome = explained.IsCompletedSuccessfully ? explained.Result : outcome;
                }

                if (!outcome.IsNotApplicable || session.Options.AskedFor.Contains(run.Check.Name))
                {
                    write(run.ToResult(outcome));
                }
            }
        }
        finally
        {
            // A check may use a resource that another one opened, so nothing is closed before all have finished.
            await all.ConfigureAwait(false);
            await scope.EndWorkAsync().ConfigureAwait(false);
            foreach (CheckRun run in runs)
            {
                run.Outcome.Result.DisposeOutput();
            }

            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }
}
