using System.Globalization;
using System.Text;

namespace AcrHealth.Reports;

/// <summary>
/// Writes OpenMetrics text (https://prometheus.io/docs/specs/om/open_metrics_spec/) with gauges only, which is also valid in Prometheus' own text
/// format. Names and labels are stable; if a target has several runs, the last counts.
/// </summary>
internal sealed class OpenMetricsReport : IReportRenderer
{
    public string Render(HealthReport report)
    {
        ReportTarget[] targets = [.. report.Targets.GroupBy(target => (target.ComputerName, target.Registry)).Select(runs => runs.MaxBy(run => run.Run)!)];
        (ReportTarget Target, ReportResult Result)[] results = [.. targets.SelectMany(target => target.Results.Select(result => (target, result)))];
        var text = new StringBuilder();

        Family(text, "acrhealth_build_info", null, "The version of AcrHealth that wrote this.");
        Sample(text, "acrhealth_build_info", 1, ("version", HealthReport.Version));

        Family(text, "acrhealth_target_healthy", null, "Whether no check of a registry, or of the machine itself, failed (1) or one did (0).");
        foreach (ReportTarget target in targets)
        {
            Sample(text, "acrhealth_target_healthy", target.Verdict == CheckStatus.Failed ? 0 : 1, Labels(target));
        }

        Family(text, "acrhealth_check_status", null, "Whether a check ended with this status (1) or with another (0).");
        foreach ((ReportTarget target, ReportResult result) in results)
        {
            foreach (CheckStatus status in Enum.GetValues<CheckStatus>())
            {
                Sample(text, "acrhealth_check_status", result.Status == status ? 1 : 0, [.. Labels(target, result), ("status", status.ToString())]);
            }
        }

        Family(text, "acrhealth_check_error_info", null, "The error code of a check that failed.");
        foreach ((ReportTarget target, ReportResult result) in results.Where(item => item.Result.Status == CheckStatus.Failed))
        {
            Sample(text, "acrhealth_check_error_info", 1, [.. Labels(target, result), ("code", result.ErrorCode ?? string.Empty)]);
        }

        Family(text, "acrhealth_check_duration_seconds", "seconds", "How long a check ran.");
        foreach ((ReportTarget target, ReportResult result) in results.Where(item => item.Result.Status != CheckStatus.Skipped))
        {
            Sample(text, "acrhealth_check_duration_seconds", result.Duration.TotalSeconds, Labels(target, result));
        }

        Family(text, "acrhealth_check_start_time_seconds", "seconds", "When a check began, in seconds since 1970 in UTC.");
        foreach ((ReportTarget target, ReportResult result) in results.Where(item => item.Result.StartTime is not null))
        {
            double seconds = result.StartTime!.Value.ToUnixTimeMilliseconds() / 1000.0;
            Sample(text, "acrhealth_check_start_time_seconds", seconds, Labels(target, result));
        }

        return text.Append("# EOF\n").ToString();
    }

    private static void Family(StringBuilder text, string name, string? unit, string help)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
        if (unit is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"# UNIT {name} {unit}\n");
        }
    }

    private static (string Name, string Value)[] Labels(ReportTarget target) => [("computer", target.ComputerName), ("registry", target.Registry ?? string.Empty)];

    private static (string Name, string Value)[] Labels(ReportTarget target, ReportResult result) =>
        [.. Labels(target), ("category", result.Category.ToString()), ("check", result.Check)];

    private static void Sample(StringBuilder text, string name, double value, params (string Name, string Value)[] labels)
    {
        string all = string.Join(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\""));
        text.Append(CultureInfo.InvariantCulture, $"{name}{{{all}}} {value:0.######}\n");
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
