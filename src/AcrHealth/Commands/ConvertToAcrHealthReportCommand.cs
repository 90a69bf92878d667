using System.Management.Automation;

namespace AcrHealth.Commands;

/// <summary>Makes a report of results, and gives its text.</summary>
[Cmdlet(VerbsData.ConvertTo, "AcrHealthReport")]
[OutputType(typeof(string))]
public sealed class ConvertToAcrHealthReportCommand : ReportCommand
{
    /// <summary>What the report is written as.</summary>
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
