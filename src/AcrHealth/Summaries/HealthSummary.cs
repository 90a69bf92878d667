using System.Management.Automation;
using AcrHealth.Reports;

namespace AcrHealth.Summaries;

/// <summary>Creates one object from the results of each registry.</summary>
internal static class HealthSummary
{
    /// <summary>Summarizes results by registry and machine; a repeated check of the same registry begins another run.</summary>
    public static IEnumerable<RegistryHealth> Of(IReadOnlyList<(PSObject Source, ReportResult Result)> results)
    {
        Dictionary<ReportResult, PSObject> sources = new(ReferenceEqualityComparer.Instance);
        foreach ((PSObject source, ReportResult result) in results)
        {
            sources.Add(result, source);
        }

        return HealthReport.Of([.. results.Select(pair => pair.Result)], DateTimeOffset.Now).Targets
            .Select(target => Of(target, [.. target.Results.Select(result => sources[result])]));
    }

    private static RegistryHealth Of(ReportTarget target, IReadOnlyList<PSObject> sources)
    {
        ReportResult? cause = target.Verdict is CheckStatus.Failed or CheckStatus.Warning ? target.Results.First(result => result.Status == target.Verdict) : null;
        return new()
        {
            Registry = target.Registry,
            Status = target.Verdict,
            FailedCheck = target.Verdict == CheckStatus.Failed ? cause?.Check : null,
            ErrorCode = cause?.ErrorCode,
            Message = cause?.Message,
            NextStep = cause?.Remediation is [string first, ..] ? first : null,
            Failed = target.Count(CheckStatus.Failed),
            Warnings = target.Count(CheckStatus.Warning),
            Passed = target.Count(CheckStatus.Passed),
            Skipped = target.Count(CheckStatus.Skipped),
            Duration = target.Duration,
            ComputerName = target.ComputerName,
            Results = new(sources),
        };
    }
}
