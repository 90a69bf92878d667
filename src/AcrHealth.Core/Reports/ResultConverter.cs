using System.Text.Json;

namespace AcrHealth.Reports;

/// <summary>Converts results of this process to report results, and back.</summary>
internal static class ResultConverter
{
    public static ReportResult Convert(HealthCheckResult result) => new()
    {
        Registry = result.Registry,
        Category = result.Category,
        Check = result.Check,
        Status = result.Status,
        ErrorCode = result.ErrorCode,
        Finding = result.Finding,
        Message = result.Message,
        Remediation = result.Remediation,
        BlockedBy = result.BlockedBy,
        Detail = Detail(result.Detail),
        StartTime = result.StartTime,
        Duration = result.Duration,
        HelpUri = result.HelpUri,
        ComputerName = result.ComputerName,
    };

    /// <summary>Converts a result that was read from a text to one of this process.</summary>
    /// <param name="result">The result.</param>
    /// <param name="computerName">The machine on which the check ran.</param>
    /// <param name="unknownStart">The start time of a result that has none.</param>
    public static HealthCheckResult Restore(ReportResult result, string computerName, DateTimeOffset unknownStart) => new()
    {
        Registry = result.Registry,
        Category = result.Category,
        Check = result.Check,
        Status = result.Status,
        ErrorCode = result.ErrorCode,
        Finding = result.Finding,
        Message = result.Message,
        Remediation = result.Remediation,
        Detail = result.Detail,
        StartTime = result.StartTime ?? unknownStart,
        Duration = result.Duration,
        BlockedBy = result.BlockedBy,
        HelpUri = result.HelpUri,
        ComputerName = computerName,
    };

    /// <summary>The detail by the names of its properties; null if there is none.</summary>
    public static ReportValue? Detail(object? detail) =>
        detail is null ? null : detail is ReportValue read ? read : Value(JsonSerializer.SerializeToElement(detail, detail.GetType(), DetailJson.Default));

    /// <summary>Converts any JSON value.</summary>
    public static ReportValue? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => ReportResult.Clean(element.GetString()) is { } text ? new ReportValue.Text(text) : null,
        JsonValueKind.Number => new ReportValue.Number(element.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => new ReportValue.Flag(element.GetBoolean()),
        JsonValueKind.Array => List([.. element.EnumerateArray().Select(Value).OfType<ReportValue>()]),
        JsonValueKind.Object => Fields([.. element.EnumerateObject().Select(Field).OfType<KeyValuePair<string, ReportValue>>()]),
        _ => null,
    };

    private static KeyValuePair<string, ReportValue>? Field(JsonProperty property) =>
        Value(property.Value) is { } value ? new(property.Name, value) : null;

    private static ReportValue.List? List(ReportValue[] items) => items.Length == 0 ? null : new(items);

    private static ReportValue.Fields? Fields(KeyValuePair<string, ReportValue>[] fields) => fields.Length == 0 ? null : new(fields);
}
