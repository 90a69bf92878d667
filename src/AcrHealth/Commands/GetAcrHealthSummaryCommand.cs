using System.Management.Automation;
using AcrHealth.Reports;
using AcrHealth.Summaries;

namespace AcrHealth.Commands;

/// <summary>Summarizes results: one object for each registry, failing ones first.</summary>
[Cmdlet(VerbsCommon.Get, "AcrHealthSummary")]
[OutputType(typeof(RegistryHealth))]
public sealed class GetAcrHealthSummaryCommand : ResultsCommand
{
    private readonly List<(PSObject Source, ReportResult Result)> _results = [];

    private protected override bool NeedsDetail => false;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // The input is complete, so that no summary needs to be written early.
        var writer = new SummaryWriter(WriteObject);
        writer.Add(HealthSummary.Of(_results));
        writer.Complete();
    }

    private protected override void Take(PSObject source, ReportResult result) => _results.Add((source, result));
}
