using System.Globalization;
using System.Management.Automation;

namespace AcrHealth.Reports;

/// <summary>Reads a property of a result, possibly from JSON or another session: a name or a number of an enumeration, a number as text.</summary>
internal static class ResultValue
{
    /// <summary>Converts a value; null if it cannot be converted, or its enumeration does not define it.</summary>
    public static T? Convert<T>(object? value)
        where T : struct
        => value is not null && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T converted)
            && (converted is not Enum known || Enum.IsDefined(typeof(T), known))
            ? converted
            : null;
}
