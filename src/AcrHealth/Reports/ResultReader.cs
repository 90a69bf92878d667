using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AcrHealth.Reports;

/// <summary>
/// Reads results by the names of their properties: those of this session, those of another session through remoting or a job, and those
/// of a JSON report.
/// </summary>
internal static class ResultReader
{
    private const string Seconds = "DurationSeconds";

    /// <summary>Reads a result; null for an object without a check or a status.</summary>
    /// <param name="input">The object.</param>
    /// <param name="withDetail">Whether the detail is read, too.</param>
    public static ReportResult? Read(PSObject? input, bool withDetail = true)
    {
        if (input is null || Text(input, nameof(HealthCheckResult.Check)) is not { } check || ResultValue.Convert<CheckStatus>(Value(input, nameof(HealthCheckResult.Status))) is not { } status)
        {
            return null;
        }

        string? registry = Text(input, nameof(HealthCheckResult.Registry));
        return new()
        {
            Registry = registry,
            Category = ResultValue.Convert<CheckCategory>(Value(input, nameof(HealthCheckResult.Category))) ?? (registry is null ? CheckCategory.Environment : CheckCategory.Registry),
            Check = check,
            Status = status,
            ErrorCode = Text(input, nameof(HealthCheckResult.ErrorCode)),
            Finding = Text(input, nameof(HealthCheckResult.Finding)),
            Message = Text(input, nameof(HealthCheckResult.Message)) ?? string.Empty,
            Remediation = Texts(Value(input, nameof(HealthCheckResult.Remediation))),
            BlockedBy = Texts(Value(input, nameof(HealthCheckResult.BlockedBy))),
            Detail = withDetail ? DetailReader.Read(Value(input, nameof(HealthCheckResult.Detail))) : null,
            StartTime = TimeValue.Read(Value(input, nameof(HealthCheckResult.StartTime))),
            Duration = DurationValue.Read(Value(input, nameof(HealthCheckResult.Duration))) ?? DurationValue.FromSeconds(Value(input, Seconds)) ?? TimeSpan.Zero,
            HelpUri = Uri.TryCreate(Text(input, nameof(HealthCheckResult.HelpUri)), UriKind.Absolute, out Uri? help) ? help : null,
            ComputerName = Text(input, nameof(HealthCheckResult.ComputerName)) ?? Text(input, "PSComputerName") ?? string.Empty,
        };
    }

    /// <summary>The results inside a summary, or inside a report in JSON; null for an object that is neither.</summary>
    public static IReadOnlyList<PSObject>? ResultsIn(PSObject input)
    {
        object? results = Value(input, nameof(RegistryHealth.Results));
        return (results is PSObject { BaseObject: IList wrapped } ? wrapped : results as IList)?.Cast<object?>().OfType<object>().Select(PSObject.AsPSObject).ToArray();
    }

    /// <summary>The texts of a property that is a list, or one text; none for null.</summary>
    public static string[] Texts(object? value) => value switch
    {
        null => [],
        PSObject { BaseObject: IEnumerable and not string } wrapped => TextsOf((IEnumerable)wrapped.BaseObject),
        IEnumerable list and not string => TextsOf(list),
        { } one => [one.ToString() ?? string.Empty],
    };

    private static object? Value(PSObject input, string property) => input.Properties[property]?.Value;

    private static string? Text(PSObject input, string property) =>
        System.Convert.ToString(Value(input, property), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private static string[] TextsOf(IEnumerable list) => [.. list.Cast<object?>().Select(item => item?.ToString()).OfType<string>()];
}
