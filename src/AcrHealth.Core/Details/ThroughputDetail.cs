namespace AcrHealth.Details;

/// <summary>How fast a layer came.</summary>
public sealed class ThroughputDetail
{
    /// <summary>The host that it came from.</summary>
    public required string Host { get; init; }

    /// <summary>The size of the whole layer, in bytes.</summary>
    public required long LayerBytes { get; init; }

    /// <summary>The bytes that were read: at most 16 MiB, in at most 3 seconds.</summary>
    public required long BytesRead { get; init; }

    /// <summary>The time between the request and the first byte; null where none came.</summary>
    public TimeSpan? TimeToFirstByte { get; init; }

    /// <summary>The time between first and last byte.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The bytes a second between first and last byte; null where too few came to tell.</summary>
    public double? BytesPerSecond { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{BytesRead} B, {BytesPerSecond:0} B/s");
}
