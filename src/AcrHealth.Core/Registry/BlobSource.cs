namespace AcrHealth.Registry;

/// <summary>Where a registry's blobs are, and what the first of them was.</summary>
/// <param name="Plan">What there is to fetch.</param>
/// <param name="Client">The client that is connected to the other host; null where the registry gives its blobs itself.</param>
/// <param name="Content">The first blob, as text.</param>
internal sealed record BlobSource(PullPlan Plan, RegistryClient? Client, string Content) : IDisposable
{
    public void Dispose() => Client?.Dispose();
}
