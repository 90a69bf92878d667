using System.Diagnostics.CodeAnalysis;
using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The manifest of a tag or digest.</summary>
public sealed class ManifestDetail : HttpDetail
{
    [SetsRequiredMembers]
    internal ManifestDetail(HttpDetail exchange)
        : base(exchange)
    {
    }

    /// <summary>The image as repository:tag or repository@digest.</summary>
    public string Image { get; init; } = string.Empty;

    /// <summary>The kind of manifest; null if it could not be read.</summary>
    public string? MediaType { get; init; }

    /// <summary>The manifest's digest, which was computed here; null if the manifest was not read completely.</summary>
    public string? Digest { get; init; }

    /// <summary>The type that an artifact other than a container image declares; null if it declares none, and for images.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The platforms that an index has images for, os/architecture or os/architecture/variant; empty for a single image.</summary>
    public IReadOnlyList<string> Platforms { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The layers of the image that this machine would pull.</summary>
    public int LayerCount { get; init; }

    /// <summary>The size of these layers together, in bytes.</summary>
    public long LayerBytes { get; init; }
}
