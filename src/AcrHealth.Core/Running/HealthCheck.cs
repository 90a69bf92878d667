using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Targets;

namespace AcrHealth.Running;

/// <summary>A check: its name, its prerequisites, the codes that it can return, and its code. Has no state.</summary>
internal abstract class HealthCheck
{
    public abstract string Name { get; }

    public abstract CheckCategory Category { get; }

    /// <summary>Whether the check runs for each registry, rather than once for this machine.</summary>
    public virtual bool IsOfRegistry => Category == CheckCategory.Registry;

    /// <summary>The checks that must pass before this one runs.</summary>
    public virtual IReadOnlyList<string> Prerequisites => [];

    /// <summary>The checks that this one waits for and may use, whatever their outcome.</summary>
    public virtual IReadOnlyList<string> After => [];

    /// <summary>Returns those of <see cref="After"/> that a run waits for: all, unless the check knows in advance that it does not need them.</summary>
    public virtual IReadOnlyList<string> AfterIn(HealthCheckOptions options, RegistryTarget? target) => After;

    public abstract IReadOnlyList<ErrorCode> Codes { get; }

    /// <summary>The findings that the check declares itself, besides those of its area.</summary>
    public virtual IReadOnlyList<Finding> Findings => [];

    /// <summary>Whether a failure is permanent, because the check depends only on the caller's input.</summary>
    public virtual bool IsPermanentFailure => false;

    /// <summary>A description of the check, in the current language.</summary>
    public abstract string Description { get; }

    /// <summary>
    /// Returns what would make the check apply, if it does not with these options; null if it applies. A check that does not apply waits for no other.
    /// </summary>
    public virtual string? NotApplicableReason(HealthCheckOptions options) => null;

    /// <summary>The time that the check may take after its timeout, or after the caller cancelled, to undo its changes.</summary>
    public virtual TimeSpan CleanUpTime => TimeSpan.Zero;

    /// <summary>Runs the check. Stops soon after <paramref name="cancellationToken"/> is cancelled, with <see cref="OperationCanceledException"/>.</summary>
    public abstract Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken);

    /// <summary>Asks for confirmation before the check's timeout starts; returns an outcome if the check must not run.</summary>
    public virtual Task<CheckOutcome?> ConfirmAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult<CheckOutcome?>(null);

    /// <summary>Creates the outcome of a check that timed out before it could report one itself.</summary>
    public virtual CheckOutcome TimedOut(CheckContext context) =>
        context.Report(RunFindings.TimedOut, null, ("check", Name), ("longer", context.LongerTimeout));
}
