namespace AcrHealth.Findings;

/// <summary>What the checks on the way to a registry (login server, proxy, DNS, TLS, challenge, clock) can find.</summary>
internal static class ConnectionFindings
{
    private static readonly FindingSet Set = new(nameof(ConnectionFindings));

    public static IReadOnlyList<Finding> All => Set.All;
}
