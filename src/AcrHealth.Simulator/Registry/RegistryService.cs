using AcrHealth.Simulator.Tokens;

namespace AcrHealth.Simulator.Registry;

/// <summary>The parts that all registries of the simulated cloud share.</summary>
internal sealed record RegistryService(RegistryTokens Tokens, EntraTokens EntraTokens, string TenantId)
{
    public RegistryUser User { get; } = RegistryUser.Create();

    public SampleImage Image { get; } = new();

    public ContentStore Content => field ??= new(Image);

    public BlobLinks BlobLinks { get; } = new();

    /// <summary>Host and port that the blobs are at.</summary>
    public required string DataEndpoint { get; init; }

    /// <summary>Host and port that a blocked data endpoint would be at.</summary>
    public required string BlockedDataEndpoint { get; init; }
}
