namespace AcrHealth.Details;

/// <summary>The image that was pushed to see whether pushing works.</summary>
public sealed class PushDetail
{
    /// <summary>The image as repository:tag.</summary>
    public required string Image { get; init; }

    /// <summary>Its digest.</summary>
    public required string Digest { get; init; }

    /// <summary>Its size with its manifest, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The last request before the end, or the one that failed: method and URL without the query.</summary>
    public string? Request { get; init; }

    /// <summary>The answer's status code; null where none came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What Azure's support finds the request by; null where the registry sent none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Whether the image may still be in the registry.</summary>
    public bool IsLeftBehind { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Image;
}
