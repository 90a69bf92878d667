using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Targets;

namespace AcrHealth.Running;

/// <summary>One check: what it is called, what it needs, which codes it can give, and how it is made. Holds no state.</summary>
internal abstract class HealthCheck
{
    public abstract string Name { get; }

    public abstract CheckCategory Category { get; }

    /// <summary>Whether the check is made for each registry, rather than once for this machine.</summary>
    public virtual bool IsOfRegistry => Category == CheckCategory.Registry;

    /// <summary>The checks that have to end well before this one runs.</summary>
    public virtual IReadOnlyList<string> Prerequisites => [];

    /// <summary>The checks that this one waits for and may look at, however they end.</summary>
    public virtual IReadOnlyList<string> After => [];

    /// <summary>Those of <see cref="After"/> that are waited for in a run: all, unless the check can tell beforehand that it does without.</summary>
    public virtual IReadOnlyList<string> AfterIn(HealthCheckOptions options, RegistryTarget? target) => After;

    public abstract IReadOnlyList<ErrorCode> Codes { get; }

    /// <summary>The findings that the check declares itself, beside those of its area.</summary>
    public virtual IReadOnlyList<Finding> Findings => [];

    /// <summary>Whether a failure is one that no waiting changes: the check looks at nothing but what was typed.</summary>
    public virtual bool IsPermanentFailure => false;

    /// <summary>What the check looks at, in the current language.</summary>
    public abstract string Description { get; }

    /// <summary>What would raise the check's question, where these options do not; null where they do. Then no other check is waited for.</summary>
    public virtual string? NotApplicableReason(HealthCheckOptions options) => null;

    /// <summary>How long the check may go on after its time is up, or after the caller has had enough, to undo what it has done.</summary>
    public virtual TimeSpan CleanUpTime => TimeSpan.Zero;

    /// <summary>Makes the check. Ends soon after <paramref name="cancellationToken"/> with <see cref="OperationCanceledException"/>.</summary>
    public abstract Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken);

    /// <summary>Asks what has to be asked before the check's time begins; gives an outcome where the check is not to be made.</summary>
    public virtual Task<CheckOutcome?> ConfirmAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult<CheckOutcome?>(null);

    /// <summary>What is said when the check's time was up before it could tell itself.</summary>
    public virtual CheckOutcome TimedOut(CheckContext context) =>
        context.Report(RunFindings.TimedOut, null, ("check", Name), ("longer", Math.Ceiling(context.Options.Timeout.TotalSeconds * 4)));
}
