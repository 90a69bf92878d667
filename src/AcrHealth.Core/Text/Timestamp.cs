using System.Globalization;

namespace AcrHealth.Text;

/// <summary>Shows points in time the same way in every culture and time zone.</summary>
internal static class Timestamp
{
    /// <summary>Returns the time in ISO 8601, in UTC and to the minute: <c>2026-11-20 08:00 UTC</c>.</summary>
    public static string Display(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
