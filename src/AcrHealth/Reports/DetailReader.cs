using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AcrHealth.Reports;

/// <summary>Reads details of any type, of this session or another: any object with named properties, within bounds of depth and number.</summary>
internal static class DetailReader
{
    private const int MostItems = 200;
    private const int Deepest = 6;

    /// <summary>Reads a detail; null if there is none, or it is empty.</summary>
    public static ReportValue? Read(object? value) => Read(value, Deepest);

    private static ReportValue? Read(object? value, int depth)
    {
        object? plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null:
                return null;
            case bool flag:
                return new ReportValue.Flag(flag);
            case byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal:
                return Number(Convert.ToDouble(plain, CultureInfo.InvariantCulture));
            case string or char or Enum or Uri or Version or Guid:
                return Text(plain.ToString());
            case TimeSpan time:
                return Time(time);
            case DateTime or DateTimeOffset:
                return Moment(plain);
            case PSObject properties when TimeValue.Read(properties) is { }:
                return Moment(properties);
            case PSObject properties when DurationValue.Read(properties) is { } time:
                return Time(time);
        }

        if (depth == 0)
        {
            return Text(plain.ToString());
        }

        return plain switch
        {
            IDictionary table => Fields(EntriesOf(table), depth),
            IEnumerable list => List(list, depth),
            _ => Fields(PropertiesOf(PSObject.AsPSObject(plain)), depth),
        };
    }

    private static ReportValue.Text? Text(string? text) => ReportResult.Clean(text) is { } clean ? new(clean) : null;

    private static ReportValue? Number(double number) => double.IsFinite(number) ? new ReportValue.Number(number) : Text(number.ToString(CultureInfo.InvariantCulture));

    private static ReportValue.Text? Time(TimeSpan time) => Text(time.ToString("c", CultureInfo.InvariantCulture));

    private static ReportValue.Text? Moment(object value) =>
        TimeValue.Read(value) is { } moment ? new(TimeValue.Format(moment)) : null;

    private static ReportValue.List? List(IEnumerable list, int depth)
    {
        ReportValue[] items = [.. list.Cast<object?>().Take(MostItems).Select(item => Read(item, depth - 1)).OfType<ReportValue>()];
        return items.Length == 0 ? null : new(items);
    }

    private static ReportValue.Fields? Fields(IEnumerable<(string Name, object? Value)> properties, int depth)
    {
        List<KeyValuePair<string, ReportValue>> fields = [];
        foreach ((string name, object? value) in properties.Take(MostItems))
        {
            if (ReportResult.Clean(name) is { } clean && Read(value, depth - 1) is { } field)
            {
                fields.Add(new(clean, field));
            }
        }

        return fields.Count == 0 ? null : new(fields);
    }

    // Enumerated as a list, a generic dictionary returns pairs of its own types.
    private static IEnumerable<(string Name, object? Value)> EntriesOf(IDictionary table)
    {
        IDictionaryEnumerator entries = table.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return (entries.Key.ToString() ?? string.Empty, entries.Value);
        }
    }

    private static IEnumerable<(string Name, object? Value)> PropertiesOf(PSObject value)
    {
        foreach (PSPropertyInfo property in value.Properties.Where(property => property.IsGettable && property.MemberType is PSMemberTypes.Property or PSMemberTypes.NoteProperty))
        {
            yield return (property.Name, ValueOf(property));
        }
    }

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
