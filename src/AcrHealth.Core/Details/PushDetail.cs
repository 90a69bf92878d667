namespace AcrHealth.Details;

/// <summary>The image that was pushed to test whether pushing works.</summary>
public sealed class PushDetail
{
    /// <summary>The image as repository:tag.</summary>
    public required string Image { get; init; }

    /// <summary>Its digest.</summary>
    public required string Digest { get; init; }

    /// <summary>Its size with its manifest, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The last request, or the one that failed: method and URL without the query.</summary>
    public string? Request { get; init; }

    /// <summary>The status code of the response; null if there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The correlation id, by which Azure support finds the request; null if the registry sent none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Whether the image may still be in the registry.</summary>
    public bool IsLeftBehind { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Image;
}
