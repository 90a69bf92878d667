namespace AcrHealth.Findings;

/// <summary>What the checks that ask Azure Resource Manager can find.</summary>
internal static class ResourceFindings
{
    private static readonly FindingSet Set = new(nameof(ResourceFindings));

    public static IReadOnlyList<Finding> All => Set.All;
}
