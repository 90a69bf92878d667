namespace AcrHealth.Registry;

/// <summary>The connection was closed in the middle of a response body.</summary>
/// <param name="bytes">The bytes of the body that had arrived.</param>
/// <param name="inner">The exception that ended the connection.</param>
internal sealed class ResponseCutException(long bytes, Exception inner)
    : HttpRequestException(HttpRequestError.ResponseEnded, inner.Message, inner)
{
    public long Bytes { get; } = bytes;
}
