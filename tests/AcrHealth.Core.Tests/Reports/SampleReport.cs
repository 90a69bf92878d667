using AcrHealth.Reports;

namespace AcrHealth.Core.Tests.Reports;

/// <summary>Results to make reports of.</summary>
internal static class SampleReport
{
    public const string Hostile = "a\0b\u0001\u001b[31mc\u202e ]]> <script>alert(1)</script> | `x` *y* @team #12 \"q\" \\ \u001f\ud800 한국어";

    public static readonly DateTimeOffset Began = new(2026, 3, 2, 9, 14, 7, TimeSpan.Zero);

    public static HealthReport Of(params ReportResult[] results) => HealthReport.Of(results, Began.AddMinutes(1));

    public static ReportResult Result(string? registry, string check, CheckStatus status = CheckStatus.Passed, string message = "fine", int start = 0, int took = 10, string computer = "node-1") => new()
    {
        Registry = registry,
        Category = registry is null ? CheckCategory.Environment : CheckCategory.Registry,
        Check = check,
        Status = status,
        ErrorCode = status == CheckStatus.Failed ? "CONNECTIVITY_FORBIDDEN_ERROR" : null,
        Message = message,
        Remediation = status == CheckStatus.Failed ? ["Do this.", "Then that."] : [],
        StartTime = Began.AddMilliseconds(start),
        Duration = TimeSpan.FromMilliseconds(took),
        HelpUri = status == CheckStatus.Failed ? new("https://aka.ms/acr/errors#connectivity_forbidden_error") : null,
        ComputerName = computer,
    };
}
