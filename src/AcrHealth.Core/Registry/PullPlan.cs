namespace AcrHealth.Registry;

/// <summary>What a client that pulls an image has to fetch.</summary>
/// <param name="Access">How to ask for it.</param>
/// <param name="Root">What the tag or digest leads to: an index, or the image itself.</param>
/// <param name="Image">The image that this machine would pull, or the nearest to it; null where there is none to tell of.</param>
internal sealed record PullPlan(RegistryAccess Access, ImageManifest Root, ImageManifest? Image)
{
    /// <summary>The blob that tells the most for the fewest bytes; null where there is none.</summary>
    public BlobDescriptor? FirstBlob => Image?.Config ?? (Image?.Layers is [var first, ..] ? first : null);

    /// <summary>The largest layer that the registry itself gives; null where there is none.</summary>
    public BlobDescriptor? LargestLayer => Image?.Layers.Where(layer => !layer.IsForeign).MaxBy(layer => layer.Size);

    /// <summary>The layers that clients fetch elsewhere.</summary>
    public IEnumerable<BlobDescriptor> ForeignLayers => Image?.Layers.Where(layer => layer.Urls.Count > 0) ?? [];
}
