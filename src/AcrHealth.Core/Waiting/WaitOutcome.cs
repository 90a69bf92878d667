namespace AcrHealth.Waiting;

/// <summary>The outcome of a wait.</summary>
/// <param name="End">The reason why it ended.</param>
/// <param name="Attempts">The number of attempts.</param>
/// <param name="Results">The last result of each check, in the catalog's order; empty if time was up before the first attempt could begin.</param>
internal sealed record WaitOutcome(WaitEnd End, int Attempts, IReadOnlyList<HealthCheckResult> Results)
{
    public IEnumerable<HealthCheckResult> Failures => Results.Where(result => result.Status == CheckStatus.Failed);
}
