namespace AcrHealth.Waiting;

/// <summary>How a wait ended.</summary>
/// <param name="End">Why.</param>
/// <param name="Attempts">How many attempts there were.</param>
/// <param name="Results">The last result of each check, in the catalog's order; empty where time was up before the first attempt could begin.</param>
internal sealed record WaitOutcome(WaitEnd End, int Attempts, IReadOnlyList<HealthCheckResult> Results)
{
    public IEnumerable<HealthCheckResult> Failures => Results.Where(result => result.Status == CheckStatus.Failed);
}
