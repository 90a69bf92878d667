using System.Management.Automation;
using AcrHealth.Reports;

namespace AcrHealth.Summaries;

/// <summary>Writes summaries, failures first: failing registries at once, the others when no more follow.</summary>
/// <param name="write">Writes to the pipeline, on its thread.</param>
internal sealed class SummaryWriter(Action<object> write)
{
    // From the most to the least urgent.
    private static readonly CheckStatus[] Order = [CheckStatus.Failed, CheckStatus.Warning, CheckStatus.Skipped, CheckStatus.Passed];

    private readonly List<RegistryHealth> _waiting = [];

    /// <summary>Summarizes the results of one target.</summary>
    public void Add(IEnumerable<HealthCheckResult> results) =>
        Add(HealthSummary.Of([.. results.Select(PSObject.AsPSObject).Select(source => (source, ResultReader.Read(source, withDetail: false)!))]));

    public void Add(IEnumerable<RegistryHealth> summaries)
    {
        foreach (RegistryHealth summary in summaries)
        {
            if (summary.Status == CheckStatus.Failed)
            {
                write(summary);
            }
            else
            {
                _waiting.Add(summary);
            }
        }
    }

    /// <summary>Writes the remaining summaries: warnings, unchecked targets, healthy ones.</summary>
    public void Complete()
    {
        foreach (RegistryHealth summary in _waiting.OrderBy(summary => Array.IndexOf(Order, summary.Status)))
        {
            write(summary);
        }

        _waiting.Clear();
    }
}
