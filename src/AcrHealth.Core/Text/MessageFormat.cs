using System.Globalization;

namespace AcrHealth.Text;

/// <summary>
/// Formats messages identically in every culture: dates in ISO 8601 and UTC, numbers with a point. A session's culture can have a calendar
/// that does not know the date, or digits and marks that no other program reads.
/// </summary>
internal static class MessageFormat
{
    private const string Date = "yyyy-MM-dd";

    private static readonly Formatter Provider = new();

    /// <summary>Fills a message's placeholders. "{0:d}" is a date alone; every other point in time has its time and zone.</summary>
    public static string Format(string format, params object?[] arguments) => KoreanParticles.Choose(string.Format(Provider, format, arguments));

    /// <summary>Formats a value as in a message, with an optional format.</summary>
    public static string Show(IFormattable value, string? format) => value switch
    {
        DateTimeOffset moment => format switch
        {
            null or "" or "g" => Timestamp.Display(moment),
            "d" => moment.UtcDateTime.ToString(Date, CultureInfo.InvariantCulture),
            _ => moment.UtcDateTime.ToString(format, CultureInfo.InvariantCulture),
        },
        _ => value.ToString(format, CultureInfo.InvariantCulture),
    };

    private sealed class Formatter : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) =>
            formatType == typeof(ICustomFormatter) ? this : CultureInfo.InvariantCulture.GetFormat(formatType);

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
            arg is IFormattable value ? Show(value, format) : arg?.ToString() ?? string.Empty;
    }
}
