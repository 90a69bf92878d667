namespace AcrHealth.Reports;

/// <summary>A run of one machine's own checks, or of its checks of one registry.</summary>
/// <param name="ComputerName">The machine on which the checks ran.</param>
/// <param name="Registry">The registry; null for the machine itself.</param>
/// <param name="Run">The number of the run among those of the same target in the report, from 1.</param>
/// <param name="Results">The results in their original order.</param>
internal sealed record ReportTarget(string ComputerName, string? Registry, int Run, IReadOnlyList<ReportResult> Results)
{
    /// <summary>The name of the target: the registry, or the machine.</summary>
    public string Name => Registry ?? ComputerName;

    /// <summary>Failed if a check failed, else Warning if there is one, else Passed if a check passed, else Skipped.</summary>
    public CheckStatus Verdict => Order.First(status => status == CheckStatus.Skipped || Count(status) > 0);

    /// <summary>The time at which its first check started; null if no result contains it.</summary>
    public DateTimeOffset? StartTime => Ran.Min(result => result.StartTime);

    /// <summary>The time from the beginning of the first check to the end of the last.</summary>
    public TimeSpan Duration => Ran.Max(result => result.EndTime) - StartTime ?? TimeSpan.Zero;

    private IEnumerable<ReportResult> Ran => Results.Where(result => result.Status != CheckStatus.Skipped);

    public int Count(CheckStatus status) => Results.Count(result => result.Status == status);

    /// <summary>The statuses from the most to the least urgent.</summary>
    public static IReadOnlyList<CheckStatus> Order { get; } = [CheckStatus.Failed, CheckStatus.Warning, CheckStatus.Passed, CheckStatus.Skipped];
}
