using System.Management.Automation;

namespace AcrHealth.Reports;

/// <summary>Reads durations. ConvertTo-Json makes an object with all their properties of them.</summary>
internal static class DurationValue
{
    /// <summary>The duration of a time span, of its text, or of an object that was one; null for anything else.</summary>
    public static TimeSpan? Read(object? value) => value is PSObject { BaseObject: PSCustomObject } properties
        ? properties.Properties[nameof(TimeSpan.TotalMilliseconds)] is null ? null : OfTicks(properties.Properties[nameof(TimeSpan.Ticks)]?.Value)
        : ResultValue.Convert<TimeSpan>(value);

    /// <summary>The duration of so many seconds; null for what is no number of them.</summary>
    public static TimeSpan? FromSeconds(object? value) =>
        ResultValue.Convert<double>(value) is { } seconds && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan? OfTicks(object? value) => ResultValue.Convert<long>(value) is { } ticks ? TimeSpan.FromTicks(ticks) : null;
}
