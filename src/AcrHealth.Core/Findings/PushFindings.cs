namespace AcrHealth.Findings;

/// <summary>What the check of pushing can find.</summary>
internal static class PushFindings
{
    private static readonly FindingSet Set = new(nameof(PushFindings));

    public static IReadOnlyList<Finding> All => Set.All;
}
