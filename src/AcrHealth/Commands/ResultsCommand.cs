using System.Management.Automation;
using AcrHealth.Reports;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>A command that reads the results that the pipeline brings.</summary>
public abstract class ResultsCommand : CancellableCmdlet
{
    private protected ResultsCommand()
    {
    }

    /// <summary>Results of Test-AcrHealth or Wait-AcrHealth: of this session, of remoting, of jobs, of a report in JSON, or inside summaries.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject input in (InputObject ?? []).OfType<PSObject>())
        {
            IReadOnlyList<PSObject> items = ResultReader.ResultsIn(input) ?? [input];
            foreach (PSObject item in items)
            {
                if (ResultReader.Read(item, NeedsDetail) is { } result)
                {
                    Take(item, result);
                }
                else
                {
                    WriteError(new(
                        new ArgumentException(MessageFormat.Format(Messages.NotAResult, item.BaseObject.GetType().Name)),
                        "NotAResult",
                        ErrorCategory.InvalidArgument,
                        item));
                }
            }
        }
    }

    private protected virtual bool NeedsDetail => true;

    /// <summary>Handles one result.</summary>
    private protected abstract void Take(PSObject source, ReportResult result);
}
