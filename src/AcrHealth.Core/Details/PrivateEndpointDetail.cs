using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The private endpoints of a registry, and the addresses to which this machine resolves their names.</summary>
public sealed class PrivateEndpointDetail
{
    /// <summary>The virtual network that was searched; null for any.</summary>
    public string? VirtualNetwork { get; init; }

    /// <summary>The private endpoints in that network, or in all networks if none was given.</summary>
    public IReadOnlyList<PrivateEndpointInfo> Endpoints { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The host names that the private endpoints serve.</summary>
    public IReadOnlyList<PrivateEndpointName> Names { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The resource ids of the resources that this identity is not allowed to read.</summary>
    public IReadOnlyList<string> Unreadable { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Names);
}

/// <summary>A private endpoint of a registry.</summary>
public sealed class PrivateEndpointInfo
{
    /// <summary>Its resource id.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The resource id of the virtual network that it is in; null if that cannot be read.</summary>
    public string? VirtualNetwork { get; init; }

    /// <summary>Approved, Pending, Rejected or Disconnected.</summary>
    public required string Status { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ResourceId}: {Status}";
}

/// <summary>A host name that private endpoints serve.</summary>
public sealed class PrivateEndpointName
{
    /// <summary>The name: the login server, or one of its data endpoints.</summary>
    public required string Host { get; init; }

    /// <summary>The addresses of the private endpoints for it.</summary>
    public IReadOnlyList<string> Expected { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The addresses that this machine's operating system returns; empty if it returns none.</summary>
    public IReadOnlyList<string> Resolved { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Host}: {string.Join(", ", Resolved)} ({string.Join(", ", Expected)})";
}
