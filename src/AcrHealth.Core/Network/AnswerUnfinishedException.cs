namespace AcrHealth.Network;

/// <summary>An answer began, and the time was up before it ended.</summary>
internal sealed class AnswerUnfinishedException(int statusCode, OperationCanceledException inner)
    : OperationCanceledException(inner.Message, inner, inner.CancellationToken)
{
    public int StatusCode { get; } = statusCode;
}
