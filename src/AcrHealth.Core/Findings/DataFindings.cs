namespace AcrHealth.Findings;

/// <summary>What the checks of the hosts that layers come from can find.</summary>
internal static class DataFindings
{
    private static readonly FindingSet Set = new(nameof(DataFindings));

    public static IReadOnlyList<Finding> All => Set.All;
}
