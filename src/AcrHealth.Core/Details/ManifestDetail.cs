using System.Diagnostics.CodeAnalysis;
using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>What a tag or digest stands for.</summary>
public sealed class ManifestDetail : HttpDetail
{
    [SetsRequiredMembers]
    internal ManifestDetail(HttpDetail exchange)
        : base(exchange)
    {
    }

    /// <summary>The image as repository:tag or repository@digest.</summary>
    public string Image { get; init; } = string.Empty;

    /// <summary>The kind of manifest; null where it could not be read.</summary>
    public string? MediaType { get; init; }

    /// <summary>The manifest's digest, which was computed here; null where it was not read whole.</summary>
    public string? Digest { get; init; }

    /// <summary>What an artifact that is no container image says it is; null where it does not, and for images.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The platforms that an index has images for, os/architecture or os/architecture/variant; empty for a single image.</summary>
    public IReadOnlyList<string> Platforms { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The layers of the image that this machine would pull.</summary>
    public int LayerCount { get; init; }

    /// <summary>The size of these layers together, in bytes.</summary>
    public long LayerBytes { get; init; }
}
