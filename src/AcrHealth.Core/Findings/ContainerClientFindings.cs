namespace AcrHealth.Findings;

/// <summary>What the checks of the container client's login and of the engine's configuration can find.</summary>
internal static class ContainerClientFindings
{
    private static readonly FindingSet Set = new(nameof(ContainerClientFindings));

    public static IReadOnlyList<Finding> All => Set.All;
}
