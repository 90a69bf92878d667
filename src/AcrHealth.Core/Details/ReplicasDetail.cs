using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The regions that a registry is replicated to.</summary>
public sealed class ReplicasDetail
{
    /// <summary>The replicas, including that of the registry's home region.</summary>
    public IReadOnlyList<ReplicaInfo> Replicas { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The region that serves this machine, according to DNS; null if DNS does not name one.</summary>
    public string? AnsweringRegion { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Replicas);
}

/// <summary>A registry's replica in one region.</summary>
public sealed class ReplicaInfo
{
    /// <summary>Its name in commands; null if Resource Manager does not report it.</summary>
    public string? Name { get; init; }

    /// <summary>The region.</summary>
    public required string Location { get; init; }

    /// <summary>The state of its last change, such as Succeeded; null if Resource Manager does not report it.</summary>
    public string? ProvisioningState { get; init; }

    /// <summary>Whether requests are routed to it.</summary>
    public bool? RegionEndpointEnabled { get; init; }

    /// <summary>Enabled or Disabled; null if Resource Manager does not report it.</summary>
    public string? ZoneRedundancy { get; init; }

    /// <summary>Its dedicated data endpoint; null if it has none.</summary>
    public string? DataEndpoint { get; init; }

    /// <summary>Whether this machine can open a connection to the data endpoint; null if it has none.</summary>
    public bool? IsReachable { get; init; }

    /// <summary>The reason why the data endpoint is unreachable; null if it is reachable.</summary>
    public string? Failure { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {ProvisioningState}";
}
