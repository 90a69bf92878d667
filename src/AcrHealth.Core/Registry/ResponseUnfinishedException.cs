namespace AcrHealth.Registry;

/// <summary>A response began and timed out before it was complete.</summary>
/// <param name="statusCode">The response's status code.</param>
/// <param name="bytes">The bytes of its body that arrived.</param>
/// <param name="idle">The time since the last byte arrived.</param>
/// <param name="inner">The exception that ended the wait.</param>
internal sealed class ResponseUnfinishedException(int statusCode, long bytes, TimeSpan idle, OperationCanceledException inner)
    : OperationCanceledException(inner.Message, inner, inner.CancellationToken)
{
    // Data that has not arrived for longer than this is not expected any more.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(1.25);

    public int StatusCode { get; } = statusCode;

    public long Bytes { get; } = bytes;

    public TimeSpan Idle { get; } = idle;

    /// <summary>Whether data stopped arriving, as opposed to arriving too slowly.</summary>
    public bool IsStalled => Idle >= LongestInterval;
}
