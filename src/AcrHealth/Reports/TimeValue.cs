using System.Globalization;
using System.Management.Automation;

namespace AcrHealth.Reports;

/// <summary>Reads points in time. Another session's DateTimeOffset arrives as an object with its properties.</summary>
internal static class TimeValue
{
    private const string Deserialized = "Deserialized.System.DateTimeOffset";

    /// <summary>A time in ISO 8601, with its zone.</summary>
    public static string Format(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(object? value)
    {
        switch (value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value)
        {
            case DateTimeOffset moment:
                return moment;
            case DateTime moment:
                return new DateTimeOffset(moment.ToUniversalTime(), TimeSpan.Zero).ToLocalTime();
            case string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment):
                return moment;
            case PSObject properties when properties.TypeNames.Contains(Deserialized)
                && properties.Properties["UtcDateTime"]?.Value is { } utc
                && LanguagePrimitives.TryConvertTo(utc, out DateTime moment):
                LanguagePrimitives.TryConvertTo(properties.Properties["Offset"]?.Value, out TimeSpan offset);
                return new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)).ToOffset(offset);
            default:
                return null;
        }
    }
}
