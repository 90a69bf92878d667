namespace AcrHealth.Findings;

/// <summary>What the checks of this machine (container client, engine, disk, pull, Helm) can find.</summary>
internal static class MachineFindings
{
    private static readonly FindingSet Set = new(nameof(MachineFindings));

    public static IReadOnlyList<Finding> All => Set.All;
}
