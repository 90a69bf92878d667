using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The configuration of containerd for a registry.</summary>
public sealed class ContainerdConfigurationDetail
{
    /// <summary>The path of containerd's configuration file; null if there is none.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>The path of the file that configures the registry's hosts; null if there is none.</summary>
    public string? HostsFile { get; init; }

    /// <summary>The hosts in the order in which containerd tries them.</summary>
    public IReadOnlyList<ContainerdHostDetail> Hosts { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The proxy of containerd's service for this registry; null if it has none.</summary>
    public string? Proxy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Hosts);
}
