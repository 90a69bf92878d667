using AcrHealth.Details;

namespace AcrHealth.Registry;

/// <summary>The facts known about an image before its manifest is read.</summary>
/// <param name="Access">The access for further requests.</param>
/// <param name="Missing">The facts known about a missing image; null if the image exists.</param>
internal sealed record ImageLookup(RegistryAccess Access, MissingImage? Missing = null);

/// <summary>The facts that a registry reports about an image whose manifest it does not have.</summary>
/// <param name="Request">The request for the manifest, and its response.</param>
/// <param name="Answer">The response in one line.</param>
internal sealed record MissingImage(HttpDetail Request, string Answer)
{
    /// <summary>The first tags of the repository; null if they could not be listed.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The response to the request for the tags, in one line, if it says that there is no such repository; null otherwise.</summary>
    public string? NoRepository { get; init; }

    /// <summary>Whether the registry lists the tag all the same.</summary>
    public bool IsTagListed { get; init; }

    /// <summary>Whether the image is hidden until its scan has passed.</summary>
    public bool IsQuarantined { get; init; }

    /// <summary>The deleted image that can be restored, the last deleted if there are several; null if there is none.</summary>
    public DeletedImage? Deleted { get; init; }
}

/// <summary>An image that was deleted and is kept for some days (soft delete).</summary>
/// <param name="Digest">Its digest, a valid one.</param>
/// <param name="Tag">The tag that led to it; null if none is known.</param>
/// <param name="DeletedOn">The time of the deletion; null if the registry does not report it.</param>
internal sealed record DeletedImage(string Digest, string? Tag, DateTimeOffset? DeletedOn);
