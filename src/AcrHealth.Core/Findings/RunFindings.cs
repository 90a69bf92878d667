namespace AcrHealth.Findings;

/// <summary>The findings that any check can have, regardless of its subject.</summary>
internal static class RunFindings
{
    private static readonly FindingSet Set = new(nameof(RunFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    /// <summary>The check timed out before it found a cause.</summary>
    public static Finding TimedOut { get; } = Set.Failed(null, ["check", "longer"]);
}
