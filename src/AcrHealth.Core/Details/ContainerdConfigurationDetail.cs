using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>What containerd is configured to do for a registry.</summary>
public sealed class ContainerdConfigurationDetail
{
    /// <summary>containerd's configuration; null if there is none.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>What configures the registry's hosts; null if nothing does.</summary>
    public string? HostsFile { get; init; }

    /// <summary>The hosts in the order in which they are asked.</summary>
    public IReadOnlyList<ContainerdHostDetail> Hosts { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The proxy of containerd's service for this registry; null if it has none.</summary>
    public string? Proxy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Hosts);
}
