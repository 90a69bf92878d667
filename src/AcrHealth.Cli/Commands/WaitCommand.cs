using System.CommandLine;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Output;
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
        HealthCheckOptions read = OptionReader.Read(options, given) with { FailedSignInCacheDuration = RetryDelay.Shortest / 2 };
        IReadOnlyList<HealthCheck> checks = CheckNames.Select(given.GetValue(options.Check)!, given.GetValue(options.ExcludeCheck)!);
        bool quiet = given.GetValue(options.Quiet);
        using var events = new ConsoleEvents(given.GetValue(options.Verbose), given.GetValue(options.Force), given.GetValue(options.WhatIf));
        IResultOutput output = ResultOutputs.Create(given.GetValue(options.Output), quiet);
        using HealthCheckSession session = Services.Session(read, checks, events);
        using var turns = new SemaphoreSlim(given.GetValue(options.ThrottleLimit));
        var limits = new WaitLimits(TimeSpan.FromSeconds(given.GetValue(options.TimeoutSeconds)), TimeProvider.System, Random.Shared.NextDouble);
        var targets = new TargetParser(read.Cloud);
        List<RegistryTarget?> waiting = session.ChecksOf(null).Count > 0 ? [null] : [];
        waiting.AddRange(targets.Parse(RegistrySource.Read(given.GetValue(options.Registry)!, given.GetValue(options.File))));
        bool healthy = waiting.Count > 0;
        try
        {
            List<Task<WaitOutcome>> waits = [.. waiting.Select(target => new HealthWait(session, target, turns, limits).RunAsync(pause => Report(events, target, pause), signals.Token))];
            await foreach (Task<WaitOutcome> finished in Task.WhenEach(waits).ConfigureAwait(false))
            {
                WaitOutcome outcome = await finished.ConfigureAwait(false);
                healthy &= outcome.End == WaitEnd.Healthy;
                if (outcome.Results.Count > 0)
                {
                    output.Write(outcome.Results);
                }
            }
        }
        finally
        {
            output.Complete();
        }

        return !healthy ? ExitCodes.Failed : targets.AnyInvalid || events.HasCrashed ? ExitCodes.NotChecked : ExitCodes.Healthy;
    }

    private static void Report(ConsoleEvents events, RegistryTarget? target, WaitPause pause) => events.Verbose(MessageFormat.Format(Texts.WaitAttempt,
        target?.DisplayName ?? Environment.MachineName,
        pause.Attempt,
        string.Join(", ", pause.Failures.Select(failure => $"{failure.Check} {failure.ErrorCode}")),
        pause.Length.TotalSeconds));
}
