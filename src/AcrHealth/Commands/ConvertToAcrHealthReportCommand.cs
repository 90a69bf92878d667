using System.Management.Automation;

namespace AcrHealth.Commands;

/// <summary>Creates a report of results, and returns its text.</summary>
[Cmdlet(VerbsData.ConvertTo, "AcrHealthReport")]
[OutputType(typeof(string))]
public sealed class ConvertToAcrHealthReportCommand : ReportCommand
{
    /// <summary>The format of the report.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ReportFormat Format { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Render(Format) is { } report)
        {
            WriteObject(report);
        }
    }
}
