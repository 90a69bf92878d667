using AcrHealth.Reports;

namespace AcrHealth.Cli.Output;

/// <summary>Converts results that were read from a file to those that tables show.</summary>
internal static class RowsOfFile
{
    public static HealthCheckResult Convert(ReportResult result) => new()
    {
        Registry = result.Registry,
        Category = result.Category,
        Check = result.Check,
        Status = result.Status,
        ErrorCode = result.ErrorCode,
        Message = result.Message,
        Remediation = result.Remediation,
        StartTime = result.StartTime ?? DateTimeOffset.UnixEpoch,
        Duration = result.Duration,
        BlockedBy = result.BlockedBy,
        HelpUri = result.HelpUri,
        ComputerName = result.ComputerName,
    };
}
