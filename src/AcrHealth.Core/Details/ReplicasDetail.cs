using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The regions that a registry is replicated to.</summary>
public sealed class ReplicasDetail
{
    /// <summary>The replicas, that of the registry's own region among them.</summary>
    public IReadOnlyList<ReplicaInfo> Replicas { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The region that answers this machine, as DNS tells it; null where it does not.</summary>
    public string? AnsweringRegion { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Replicas);
}

/// <summary>A registry's replica in one region.</summary>
public sealed class ReplicaInfo
{
    /// <summary>What it is called in commands; null where Resource Manager does not tell.</summary>
    public string? Name { get; init; }

    /// <summary>The region.</summary>
    public required string Location { get; init; }

    /// <summary>Succeeded, or what else the last change of it has come to; null where Resource Manager does not tell.</summary>
    public string? ProvisioningState { get; init; }

    /// <summary>Whether requests are routed to it.</summary>
    public bool? RegionEndpointEnabled { get; init; }

    /// <summary>Enabled or Disabled; null where Resource Manager does not tell.</summary>
    public string? ZoneRedundancy { get; init; }

    /// <summary>The host that its layers come from; null where that is not the registry's own.</summary>
    public string? DataEndpoint { get; init; }

    /// <summary>Whether this machine can open a connection to the data endpoint; null where it has none.</summary>
    public bool? IsReachable { get; init; }

    /// <summary>Why it cannot; null where it can.</summary>
    public string? Failure { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {ProvisioningState}";
}
