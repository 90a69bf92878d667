using AcrHealth.Details;

namespace AcrHealth.Registry;

/// <summary>What is known of an image before its manifest is read.</summary>
/// <param name="Access">How to ask for more.</param>
/// <param name="Missing">What is known of an image that is not there; null if it is.</param>
internal sealed record ImageLookup(RegistryAccess Access, MissingImage? Missing = null);

/// <summary>What a registry tells of an image whose manifest it does not have.</summary>
/// <param name="Request">The request for the manifest, and its answer.</param>
/// <param name="Answer">The answer in one line.</param>
internal sealed record MissingImage(HttpDetail Request, string Answer)
{
    /// <summary>The first tags of the repository; null if they could not be listed.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The answer to the list of tags, in one line, if it says that there is no such repository; null otherwise.</summary>
    public string? NoRepository { get; init; }

    /// <summary>Whether the registry lists the tag all the same.</summary>
    public bool IsTagListed { get; init; }

    /// <summary>Whether the image is hidden until its scan has passed.</summary>
    public bool IsQuarantined { get; init; }

    /// <summary>What can be restored, newest deletion first; null if nothing can.</summary>
    public DeletedImage? Deleted { get; init; }
}

/// <summary>An image that was deleted and is kept for some days (soft delete).</summary>
/// <param name="Digest">Its digest, a valid one.</param>
/// <param name="Tag">The tag that led to it; null if none is known.</param>
/// <param name="DeletedOn">When it was deleted; null if that is not told.</param>
internal sealed record DeletedImage(string Digest, string? Tag, DateTimeOffset? DeletedOn);
