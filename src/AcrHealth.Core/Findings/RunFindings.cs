namespace AcrHealth.Findings;

/// <summary>What can happen to any check, whatever it looks at.</summary>
internal static class RunFindings
{
    private static readonly FindingSet Set = new(nameof(RunFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    /// <summary>The check's time was up before it could say why.</summary>
    public static Finding TimedOut { get; } = Set.Failed(null, ["check", "longer"]);
}
