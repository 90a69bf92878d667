namespace AcrHealth.Findings;

/// <summary>What the checks of an image (access, manifest, platform) can find.</summary>
internal static class PullFindings
{
    private static readonly FindingSet Set = new(nameof(PullFindings));

    public static IReadOnlyList<Finding> All => Set.All;
}
