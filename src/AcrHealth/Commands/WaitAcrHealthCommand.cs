using System.Management.Automation;
using AcrHealth.Model;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Summaries;
using AcrHealth.Targets;
using AcrHealth.Text;
using AcrHealth.Waiting;

namespace AcrHealth.Commands;

/// <summary>Repeats the checks, with a growing pause, until no check fails or the time is up.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AcrHealth", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = EntraSet)]
[OutputType(typeof(HealthCheckResult), typeof(RegistryHealth), typeof(bool))]
public sealed class WaitAcrHealthCommand : HealthCheckCommand
{
    // Shorter than the shortest pause, so that each attempt signs in again if the last one could not.
    private static readonly TimeSpan FailedSignInDuration = RetryDelay.Shortest / 2;

    private readonly List<ErrorRecord> _errors = [];
    private readonly SummaryWriter _summaries;
    private WaitLimits _limits = null!;
    private WaitProgress _progress = null!;
    private SemaphoreSlim? _turns;
    private int _open;

    /// <summary>Initializes the command.</summary>
    public WaitAcrHealthCommand()
    {
        _summaries = new(WriteObject);
    }

    /// <summary>The total time to wait, in seconds, from 1 to 86400 (a day). A first attempt that has begun is completed.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 300;

    /// <summary>The longest time for each check of each attempt, in seconds, from 1 to 3600; never longer than the whole wait.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int CheckTimeoutSeconds { get; set; } = (int)HealthCheckOptions.DefaultTimeout.TotalSeconds;

    internal override TimeSpan CheckTimeout => TimeSpan.FromSeconds(Math.Min(CheckTimeoutSeconds, TimeoutSeconds));

    internal override TimeSpan FailedSignInCacheDuration => FailedSignInDuration;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _limits = new(TimeSpan.FromSeconds(TimeoutSeconds), TimeProvider.System, Random.Shared.NextDouble);
        _progress = new(this, _limits);
        _turns = new(ThrottleLimit);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_open > 0)
        {
            Await();
        }

        Dispatcher.DoPosted();
        _progress.Complete();
        ReportNothingChecked(isResult: true);
        if (Quiet)
        {
            WriteObject(!AnyFailed);
            return;
        }

        _summaries.Complete();

        // Errors come last, so that -ErrorAction Stop loses no results.
        _errors.ForEach(WriteError);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _turns?.Dispose();
        }
    }

    private protected override void ShowProgress() => _progress.Show();

    private protected override void Start(RegistryTarget? target)
    {
        _open++;
        string name = target?.DisplayName ?? System.Environment.MachineName;
        _progress.Begun(name);

        WaitOutcome? outcome = null;
        CancellationToken cancellationToken = Cancellation;
        var wait = new HealthWait(Session, target, _turns!, _limits);
        RunBeside(
            async () => outcome = await wait.RunAsync(pause => Dispatcher.Post(() => DescribePause(name, pause)), cancellationToken).ConfigureAwait(false),
            () => End(name, outcome));
        Dispatcher.DoPosted();
        _progress.Show();
    }

    private static string Describe(IEnumerable<HealthCheckResult> failures) =>
        string.Join(", ", failures.Select(failure => $"{failure.Check} {failure.ErrorCode}"));

    private void DescribePause(string name, WaitPause pause)
    {
        string failures = Describe(pause.Failures);
        WriteVerbose(MessageFormat.Format(Messages.WaitAttempt, name, pause.Attempt, failures, pause.Length.TotalSeconds));
        _progress.Failing(name, failures);
    }

    private void End(string name, WaitOutcome? outcome)
    {
        _open--;
        _progress.Ended(name);
        AnyMade |= outcome?.Results.Any(result => result.Status != CheckStatus.Skipped) == true;
        if (!Quiet && outcome is not null)
        {
            Write(outcome.Results);
        }

        // A wait that crashed has already reported an error.
        if (outcome is not null && outcome.End != WaitEnd.Healthy)
        {
            AnyFailed = true;
            _errors.Add(Error(name, outcome));
        }
    }

    private void Write(IReadOnlyList<HealthCheckResult> results)
    {
        var verdict = new TargetVerdict { IsKnown = true };
        foreach (HealthCheckResult result in results)
        {
            verdict.Add(result.Status);
            result.Verdict = verdict;
        }

        if (Summary)
        {
            _summaries.Add(results);
        }
        else
        {
            WriteObject(results, enumerateCollection: true);
        }
    }

    private ErrorRecord Error(string name, WaitOutcome outcome) => outcome switch
    {
        { End: WaitEnd.PermanentFailure } => new(
            new InvalidOperationException(MessageFormat.Format(Messages.WaitInVain, name, Describe(outcome.Failures))),
            "WaitInVain",
            ErrorCategory.InvalidArgument,
            name),
        { Attempts: > 0 } => TimedOut(MessageFormat.Format(Messages.WaitTimedOut, name, TimeoutSeconds, outcome.Attempts, Describe(outcome.Failures)), name),
        _ => TimedOut(MessageFormat.Format(Messages.WaitNeverBegun, name, TimeoutSeconds), name),
    };

    private static ErrorRecord TimedOut(string message, string name) =>
        new(new TimeoutException(message), "WaitTimedOut", ErrorCategory.OperationTimeout, name);
}
