namespace AcrHealth.Reports;

/// <summary>Writes a report in one format.</summary>
internal interface IReportRenderer
{
    string Render(HealthReport report);
}
