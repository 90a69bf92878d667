using AcrHealth.Reports.Html;

namespace AcrHealth.Reports;

/// <summary>The formats: who writes each, and the extensions of their files.</summary>
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

    /// <summary>The format of files with an extension, in upper or lower case; null for one that is not known.</summary>
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
