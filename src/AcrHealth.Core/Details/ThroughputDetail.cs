namespace AcrHealth.Details;

/// <summary>The download speed of a layer.</summary>
public sealed class ThroughputDetail
{
    /// <summary>The host that served the layer.</summary>
    public required string Host { get; init; }

    /// <summary>The size of the whole layer, in bytes.</summary>
    public required long LayerBytes { get; init; }

    /// <summary>The bytes that were read: at most 16 MiB, in at most 3 seconds.</summary>
    public required long BytesRead { get; init; }

    /// <summary>The time between the request and the first byte; null if none arrived.</summary>
    public TimeSpan? TimeToFirstByte { get; init; }

    /// <summary>The time between first and last byte.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The bytes per second between first and last byte; null if too few arrived to measure it.</summary>
    public double? BytesPerSecond { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{BytesRead} B, {BytesPerSecond:0} B/s");
}
