namespace AcrHealth.Network;

/// <summary>How fast an answer's body came.</summary>
/// <param name="Status">The answer's status code.</param>
/// <param name="Location">Where it redirects to, as it came; null where it does not.</param>
/// <param name="Bytes">The bytes that were read.</param>
/// <param name="TimeToFirstByte">The time between request and first byte; null where none came.</param>
/// <param name="Duration">The time between first and last byte.</param>
/// <param name="IsWhole">Whether the body ended before its bounds.</param>
internal sealed record DownloadMeasurement(int Status, string? Location, long Bytes, TimeSpan? TimeToFirstByte, TimeSpan Duration, bool IsWhole);
