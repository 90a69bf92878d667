namespace AcrHealth.Network;

/// <summary>The measured speed of a response's body.</summary>
/// <param name="Status">The response's status code.</param>
/// <param name="Location">The target of its redirect, as received; null if there is none.</param>
/// <param name="Bytes">The bytes that were read.</param>
/// <param name="TimeToFirstByte">The time between request and first byte; null if none arrived.</param>
/// <param name="Duration">The time between first and last byte.</param>
/// <param name="IsWhole">Whether the body ended before its bounds.</param>
internal sealed record DownloadMeasurement(int Status, string? Location, long Bytes, TimeSpan? TimeToFirstByte, TimeSpan Duration, bool IsWhole);
