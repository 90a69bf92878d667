using System.Management.Automation;

namespace AcrHealth.Reports;

/// <summary>Reads durations. ConvertTo-Json converts them to an object with all their properties.</summary>
internal static class DurationValue
{
    /// <summary>Reads the duration of a time span, of its text, or of an object that was one; null for anything else.</summary>
    public static TimeSpan? Read(object? value) => value is PSObject { BaseObject: PSCustomObject } properties
        ? properties.Properties[nameof(TimeSpan.TotalMilliseconds)] is null ? null : OfTicks(properties.Properties[nameof(TimeSpan.Ticks)]?.Value)
        : ResultValue.Convert<TimeSpan>(value);

    /// <summary>Reads a duration from a number of seconds; null for any other value.</summary>
    public static TimeSpan? FromSeconds(object? value) =>
        ResultValue.Convert<double>(value) is { } seconds && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan? OfTicks(object? value) => ResultValue.Convert<long>(value) is { } ticks ? TimeSpan.FromTicks(ticks) : null;
}
