using System.Globalization;
using System.Management.Automation;
using AcrHealth.Reports;

namespace AcrHealth.Display;

/// <summary>Reads the properties of a result that views show, from any session.</summary>
/// <param name="result">The result.</param>
internal readonly struct ResultFields(PSObject result)
{
    private const int TenSeconds = 10_000;
    private const int OneSecond = 1000;

    public CheckStatus Status => ResultValue.Convert<CheckStatus>(Value(nameof(HealthCheckResult.Status))) ?? CheckStatus.Skipped;

    public string Check => Text(nameof(HealthCheckResult.Check)) ?? string.Empty;

    public string? ErrorCode => Text(nameof(HealthCheckResult.ErrorCode));

    public string Message => Text(nameof(HealthCheckResult.Message)) ?? string.Empty;

    public IReadOnlyList<string> Remediation => ResultReader.Texts(Value(nameof(HealthCheckResult.Remediation)));

    /// <summary>The duration as people read it; empty for a check that did not run.</summary>
    public string Time
    {
        get
        {
            if (Status == CheckStatus.Skipped || DurationValue.Read(Value(nameof(HealthCheckResult.Duration))) is not { } duration)
            {
                return string.Empty;
            }

            double milliseconds = duration.TotalMilliseconds;
            return milliseconds switch
            {
                >= TenSeconds => string.Create(CultureInfo.CurrentCulture, $"{milliseconds / OneSecond:0} s"),
                >= OneSecond => string.Create(CultureInfo.CurrentCulture, $"{milliseconds / OneSecond:0.0} s"),
                _ => string.Create(CultureInfo.CurrentCulture, $"{milliseconds:0} ms"),
            };
        }
    }

    private object? Value(string property) => result.Properties[property]?.Value;

    private string? Text(string property) => Value(property)?.ToString() is { Length: > 0 } text ? text : null;
}
