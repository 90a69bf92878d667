using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using AcrHealth.Reports;

namespace AcrHealth.Display;

/// <summary>Lays out the properties of Format-List: numbered steps, the facts of a detail, points in time with their zone.</summary>
public static class ListText
{
    /// <summary>The steps, numbered and wrapped.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="host">The host that shows them.</param>
    /// <param name="taken">The number of columns that other content takes.</param>
    public static string Steps(object? steps, PSHost host, int taken) => TextWrap.Fit(Numbered(ResultReader.Texts(steps)), host, taken);

    /// <summary>The properties of a detail, one a line.</summary>
    /// <param name="detail">The detail, of this session or another; null if there is none.</param>
    /// <param name="host">The host that shows it.</param>
    /// <param name="taken">The number of columns that other content takes.</param>
    public static string Detail(PSObject? detail, PSHost host, int taken) =>
        detail is null ? string.Empty : TextWrap.Fit(string.Join('\n', detail.Properties.SelectMany(property => Lines(property.Name, property.Value))), host, taken);

    /// <summary>A point in time in ISO 8601, with its zone: <c>2026-11-27T15:04:05+09:00</c>.</summary>
    /// <param name="time">The time, of this session or another.</param>
    public static string Time(object? time) => TimeValue.Read(time) is { } moment ? TimeValue.Format(moment) : time?.ToString() ?? string.Empty;

    internal static string Numbered(IReadOnlyList<string> steps) =>
        string.Join('\n', steps.Select((step, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {step}")));

    private static IEnumerable<string> Lines(string name, object? value)
    {
        object? plain = value is PSObject { BaseObject: IList list } ? list : value;
        string[] texts = [.. (plain is IEnumerable items and not string ? items.Cast<object?>() : [plain]).Select(Text).Where(text => text.Length > 0)];
        return texts.Length switch
        {
            0 => [],
            1 => [$"{name}: {texts[0]}"],
            _ => [$"{name}:", .. texts.Select(text => $"- {text}")],
        };
    }

    private static string Text(object? value) => value is not string && TimeValue.Read(value) is { } moment ? TimeValue.Format(moment)
        : DurationValue.Read(value is PSObject ? value : null) is { } duration ? duration.ToString("c", CultureInfo.InvariantCulture)
        : System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
