using AcrHealth.Reference;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Running;

/// <summary>A check that does what the test says.</summary>
internal sealed class FakeCheck(string name, Func<CheckContext, CancellationToken, Task<CheckOutcome>> run, params string[] prerequisites) : HealthCheck
{
    private int _runs;

    public FakeCheck(string name, CheckOutcome outcome, params string[] prerequisites)
        : this(name, (_, _) => Task.FromResult(outcome), prerequisites)
    {
    }

    public override string Name { get; } = name;

    public override CheckCategory Category { get; } = CheckCategory.Environment;

    public override IReadOnlyList<string> Prerequisites { get; } = prerequisites;

    public override IReadOnlyList<string> After => Followed;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DockerDaemon];

    public override string Description => Name;

    public override TimeSpan CleanUpTime => Undoing;

    public string[] Followed { get; init; } = [];

    public string? NotApplicable { get; init; }

    public TimeSpan Undoing { get; init; }

    public Func<CancellationToken, Task<CheckOutcome?>> Confirm { get; init; } = _ => Task.FromResult<CheckOutcome?>(null);

    public int Runs => Volatile.Read(ref _runs);

    public static FakeCheck Passing(string name, params string[] prerequisites) => new(name, CheckOutcome.Passed(name), prerequisites);

    public static FakeCheck Failing(string name, params string[] prerequisites) =>
        new(name, TestOutcome.Failed(ErrorCodes.DockerDaemon, name), prerequisites);

    /// <summary>Never ends by itself, and notices at once when it has to.</summary>
    public static FakeCheck Hanging(string name, params string[] prerequisites) =>
        new(name, async (_, cancellationToken) => await Never(cancellationToken), prerequisites);

    public override string? NotApplicableReason(HealthCheckOptions options) => NotApplicable;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        return run(context, cancellationToken);
    }

    public override Task<CheckOutcome?> ConfirmAsync(CheckContext context, CancellationToken cancellationToken) => Confirm(cancellationToken);

    private static async Task<CheckOutcome> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException();
    }
}
