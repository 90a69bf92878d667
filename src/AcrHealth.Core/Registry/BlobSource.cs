namespace AcrHealth.Registry;

/// <summary>The source of a registry's blobs, and the first blob that was fetched from it.</summary>
/// <param name="Plan">The blobs to fetch.</param>
/// <param name="Client">The client that is connected to the other host; null if the registry gives its blobs itself.</param>
/// <param name="Content">The first blob, as text.</param>
internal sealed record BlobSource(PullPlan Plan, RegistryClient? Client, string Content) : IDisposable
{
    public void Dispose() => Client?.Dispose();
}
