namespace AcrHealth.Registry;

/// <summary>The manifest and blobs that a client has to fetch to pull an image.</summary>
/// <param name="Access">The access to fetch them with.</param>
/// <param name="Root">The manifest that the tag or digest leads to: an index, or the image itself.</param>
/// <param name="Image">The image that this machine would pull, or the nearest to it; null if there is none.</param>
internal sealed record PullPlan(RegistryAccess Access, ImageManifest Root, ImageManifest? Image)
{
    /// <summary>The blob that is fetched first because it is small: the configuration, or else the first layer; null if there is none.</summary>
    public BlobDescriptor? FirstBlob => Image?.Config ?? (Image?.Layers is [var first, ..] ? first : null);

    /// <summary>The largest layer that the registry itself serves; null if there is none.</summary>
    public BlobDescriptor? LargestLayer => Image?.Layers.Where(layer => !layer.IsForeign).MaxBy(layer => layer.Size);

    /// <summary>The layers that clients fetch elsewhere.</summary>
    public IEnumerable<BlobDescriptor> ForeignLayers => Image?.Layers.Where(layer => layer.Urls.Count > 0) ?? [];
}
