using AcrHealth.Reports;

namespace AcrHealth.Cli.Output;

/// <summary>Writes one report of all results at the end.</summary>
internal sealed class ReportOutput(TextWriter writer, ReportFormat format) : IResultOutput
{
    private readonly List<ReportResult> _results = [];

    public void Write(IReadOnlyList<HealthCheckResult> results) => _results.AddRange(results.Select(ResultConverter.Convert));

    public void Complete()
    {
        writer.Write(ReportRenderers.For(format).Render(HealthReport.Of(_results, DateTimeOffset.Now)));
        writer.Flush();
    }
}
