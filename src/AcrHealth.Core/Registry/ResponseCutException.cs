namespace AcrHealth.Registry;

/// <summary>The connection was closed in the middle of an answer's body.</summary>
/// <param name="bytes">The bytes of the body that had arrived.</param>
/// <param name="inner">What the connection ended with.</param>
internal sealed class ResponseCutException(long bytes, Exception inner)
    : HttpRequestException(HttpRequestError.ResponseEnded, inner.Message, inner)
{
    public long Bytes { get; } = bytes;
}
