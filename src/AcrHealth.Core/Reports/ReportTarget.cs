namespace AcrHealth.Reports;

/// <summary>One run of one machine's own checks, or of its checks of one registry.</summary>
/// <param name="ComputerName">The machine on which the checks ran.</param>
/// <param name="Registry">The registry; null for the machine itself.</param>
/// <param name="Run">The number of the run among those of the same target in the report, from 1.</param>
/// <param name="Results">The results, in the order in which they came.</param>
internal sealed record ReportTarget(string ComputerName, string? Registry, int Run, IReadOnlyList<ReportResult> Results)
{
    /// <summary>What it is called: the registry, or the machine.</summary>
    public string Name => Registry ?? ComputerName;

    /// <summary>Failed where a check failed, else Warning where there is one, else Passed where one passed, else Skipped.</summary>
    public CheckStatus Verdict => Order.First(status => status == CheckStatus.Skipped || Count(status) > 0);

    /// <summary>When its first check began; null where no result says when.</summary>
    public DateTimeOffset? StartTime => Ran.Min(result => result.StartTime);

    /// <summary>The time from the beginning of the first check to the end of the last.</summary>
    public TimeSpan Duration => Ran.Max(result => result.EndTime) - StartTime ?? TimeSpan.Zero;

    private IEnumerable<ReportResult> Ran => Results.Where(result => result.Status != CheckStatus.Skipped);

    public int Count(CheckStatus status) => Results.Count(result => result.Status == status);

    /// <summary>From what needs attention to what needs none.</summary>
    public static IReadOnlyList<CheckStatus> Order { get; } = [CheckStatus.Failed, CheckStatus.Warning, CheckStatus.Passed, CheckStatus.Skipped];
}
