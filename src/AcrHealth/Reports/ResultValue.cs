using System.Globalization;
using System.Management.Automation;

namespace AcrHealth.Reports;

/// <summary>Reads a property of a result, which may have come through JSON or another session: a name or a number of an enumeration, a number as text.</summary>
internal static class ResultValue
{
    /// <summary>The value; null for what cannot be converted, and for what its enumeration does not know.</summary>
    public static T? Convert<T>(object? value)
        where T : struct
        => value is not null && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T converted)
            && (converted is not Enum known || Enum.IsDefined(typeof(T), known))
            ? converted
            : null;
}
