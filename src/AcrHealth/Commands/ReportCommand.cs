using System.Management.Automation;
using AcrHealth.Reports;
using AcrHealth.Resources;

namespace AcrHealth.Commands;

/// <summary>A command that makes a report of the results that the pipeline brings.</summary>
public abstract class ReportCommand : CancellableCmdlet
{
    private readonly List<ReportResult> _results = [];

    private protected ReportCommand()
    {
    }

    /// <summary>Results of Test-AcrHealth or Wait-AcrHealth: of this session, of remoting, of jobs, or of a report in JSON.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? input in InputObject ?? [])
        {
            if (ResultReader.Read(input) is { } result)
            {
                _results.Add(result);
                Took(input!);
            }
            else if (input is not null)
            {
                WriteError(new(
                    new ArgumentException(Running.CheckOutcome.Format(Messages.NotAResult, input.BaseObject.GetType().Name)),
                    "NotAResult",
                    ErrorCategory.InvalidArgument,
                    input));
            }
        }
    }

    /// <summary>A result has been taken into the report.</summary>
    private protected virtual void Took(PSObject result)
    {
    }

    /// <summary>The report of all results that came.</summary>
    private protected string Render(ReportFormat format)
    {
        if (_results.Count == 0)
        {
            WriteWarning(Messages.EmptyReport);
        }

        return ReportRenderers.For(format).Render(HealthReport.Of(_results, DateTimeOffset.Now));
    }
}
