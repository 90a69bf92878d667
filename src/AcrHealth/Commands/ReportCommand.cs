using System.Management.Automation;
using AcrHealth.Reports;
using AcrHealth.Resources;

namespace AcrHealth.Commands;

/// <summary>A command that creates a report of the results that the pipeline brings.</summary>
public abstract class ReportCommand : ResultsCommand
{
    private readonly List<ReportResult> _results = [];

    private protected ReportCommand()
    {
    }

    /// <summary>Reacts to a result that has been added to the report.</summary>
    private protected virtual void Took(PSObject result)
    {
    }

    private protected sealed override void Take(PSObject source, ReportResult result)
    {
        _results.Add(result);
        Took(source);
    }

    /// <summary>Renders the report of all results; null, with an error, if there were none: an empty report would pass for a healthy one.</summary>
    private protected string? Render(ReportFormat format)
    {
        if (_results.Count == 0)
        {
            WriteError(new(new InvalidOperationException(Messages.EmptyReport), "NothingToReport", ErrorCategory.InvalidData, null));
            return null;
        }

        return ReportRenderers.For(format).Render(HealthReport.Of(_results, DateTimeOffset.Now));
    }
}
