using System.CommandLine;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Resources;
using AcrHealth.Cli.Running;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;
using AcrHealth.Waiting;

namespace AcrHealth.Cli.Commands;

/// <summary><c>acrhealth wait</c>: repeats the checks until none fails or the time expires.</summary>
internal static class WaitCommand
{
    public static Command Create(StopSignals signals)
    {
        var options = new WaitOptions();
        var command = new Command("wait", Texts.WaitCommand);
        options.AddTo(command);
        command.SetAction(parsed => RunAsync(options, parsed, signals));
        return command;
    }

    private static async Task<int> RunAsync(WaitOptions options, ParseResult given, StopSignals signals)
    {
        // A failed sign-in must be tried again in each attempt.
        using var setup = new RunSetup(options, given, read => read with { FailedSignInCacheDuration = RetryDelay.Shortest / 2 });
        HealthCheckSession session = setup.Session;
        using var turns = new SemaphoreSlim(setup.ThrottleLimit);
        var limits = new WaitLimits(TimeSpan.FromSeconds(given.GetValue(options.TimeoutSeconds)), TimeProvider.System, Random.Shared.NextDouble);
        List<RegistryTarget?> waiting = session.ChecksOf(null).Count > 0 ? [null] : [];
        waiting.AddRange(setup.Registries);
        bool healthy = true;
        try
        {
            List<Task<WaitOutcome>> waits = [.. waiting.Select(WaitAsync)];
            await foreach (Task<WaitOutcome> finished in Task.WhenEach(waits).ConfigureAwait(false))
            {
                WaitOutcome outcome = await finished.ConfigureAwait(false);
                healthy &= outcome.End == WaitEnd.Healthy;
                if (outcome.Results.Count > 0)
                {
                    setup.Progress.Write(() => setup.Output.Write(outcome.Results));
                }
            }
        }
        finally
        {
            setup.Progress.Write(setup.Output.Complete);
        }

        return healthy ? setup.CodeWithoutFailure(waiting.Count > 0) : ExitCodes.Failed;

        async Task<WaitOutcome> WaitAsync(RegistryTarget? target)
        {
            var wait = new HealthWait(session, target, turns, limits);
            Task<WaitOutcome> ending = wait.RunAsync(pause => Report(setup.Events, target, pause), signals.Token);
            if (target is null)
            {
                return await ending.ConfigureAwait(false);
            }

            setup.Progress.RegistryBegun();
            WaitOutcome outcome = await ending.ConfigureAwait(false);
            setup.Progress.RegistryDone(outcome.End != WaitEnd.Healthy);
            return outcome;
        }
    }

    private static void Report(ConsoleEvents events, RegistryTarget? target, WaitPause pause) => events.Verbose(MessageFormat.Format(Texts.WaitAttempt,
        target?.DisplayName ?? Environment.MachineName,
        pause.Attempt,
        string.Join(", ", pause.Failures.Select(failure => $"{failure.Check} {failure.ErrorCode}")),
        pause.Length.TotalSeconds));
}
