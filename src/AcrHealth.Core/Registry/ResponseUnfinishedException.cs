namespace AcrHealth.Registry;

/// <summary>An answer began, and the time was up before it ended.</summary>
/// <param name="statusCode">The answer's status code.</param>
/// <param name="bytes">The bytes of its body that arrived.</param>
/// <param name="idle">The time since the last of them.</param>
/// <param name="inner">What ended the wait.</param>
internal sealed class ResponseUnfinishedException(int statusCode, long bytes, TimeSpan idle, OperationCanceledException inner)
    : OperationCanceledException(inner.Message, inner, inner.CancellationToken)
{
    // What comes at longer intervals than this does not come any more.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(1.25);

    public int StatusCode { get; } = statusCode;

    public long Bytes { get; } = bytes;

    public TimeSpan Idle { get; } = idle;

    /// <summary>Whether nothing came any more, as opposed to too little in the time.</summary>
    public bool IsStalled => Idle >= LongestInterval;
}
