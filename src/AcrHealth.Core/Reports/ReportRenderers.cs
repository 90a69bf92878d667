using AcrHealth.Reports.Html;

namespace AcrHealth.Reports;

/// <summary>The report formats, with the renderer and the file extensions of each.</summary>
internal static class ReportRenderers
{
    private static readonly (string Extension, ReportFormat Format)[] TheExtensions =
    [
        (".html", ReportFormat.Html),
        (".htm", ReportFormat.Html),
        (".xml", ReportFormat.JUnit),
        (".json", ReportFormat.Json),
        (".md", ReportFormat.Markdown),
        (".markdown", ReportFormat.Markdown),
        (".prom", ReportFormat.OpenMetrics),
        (".om", ReportFormat.OpenMetrics),
    ];

    public static IEnumerable<string> Extensions => TheExtensions.Select(known => known.Extension);

    /// <summary>Returns the format for a file extension, in upper or lower case; null if the extension is unknown.</summary>
    public static ReportFormat? FormatOf(string extension)
    {
        int index = Array.FindIndex(TheExtensions, known => known.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : TheExtensions[index].Format;
    }

    public static IReportRenderer For(ReportFormat format) => format switch
    {
        ReportFormat.Html => new HtmlReport(),
        ReportFormat.JUnit => new JUnitReport(),
        ReportFormat.Json => new JsonReport(),
        ReportFormat.Markdown => new MarkdownReport(),
        ReportFormat.OpenMetrics => new OpenMetricsReport(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
