using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>A registry as Azure Resource Manager describes it. A property that it does not report is null.</summary>
public sealed class RegistryResourceDetail
{
    /// <summary>The registry's resource id; null if it was not found.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Its login server.</summary>
    public string? LoginServer { get; init; }

    /// <summary>Basic, Standard or Premium.</summary>
    public string? Sku { get; init; }

    /// <summary>The Azure region of the registry.</summary>
    public string? Location { get; init; }

    /// <summary>The Azure region of this machine; null if it is not in Azure, or the region is unknown.</summary>
    public string? MachineRegion { get; init; }

    /// <summary>The state of the last change of the registry, such as Succeeded.</summary>
    public string? ProvisioningState { get; init; }

    /// <summary>Enabled or Disabled.</summary>
    public string? PublicNetworkAccess { get; init; }

    /// <summary>Enabled or Disabled.</summary>
    public string? ZoneRedundancy { get; init; }

    /// <summary>Whether the admin user can sign in.</summary>
    public bool? AdminUserEnabled { get; init; }

    /// <summary>Whether everybody can pull without signing in.</summary>
    public bool? AnonymousPullEnabled { get; init; }

    /// <summary>Whether the registry has dedicated data endpoints for its layers.</summary>
    public bool? DataEndpointEnabled { get; init; }

    /// <summary>The host names of the dedicated data endpoints, if the registry has them.</summary>
    public IReadOnlyList<string> DataEndpoints { get; init => field = Indexable.Of(value); } = [];

    /// <summary>LegacyRegistryPermissions, or AbacRepositoryPermissions if only roles with repository permissions apply.</summary>
    public string? RoleAssignmentMode { get; init; }

    /// <summary>Whether the registry accepts Entra tokens for Azure Resource Manager, besides those for the registry service.</summary>
    public bool AcceptsResourceManagerTokens { get; init; }

    /// <summary>Whether pushed images wait for a scan before everybody can pull them; null if it is not reported.</summary>
    public bool? QuarantineEnabled { get; init; }

    /// <summary>The number of days for which deleted images can be restored; null if they cannot.</summary>
    public long? SoftDeleteDays { get; init; }

    /// <summary>The number of days after which manifests without a tag are deleted; null if they are not.</summary>
    public long? UntaggedRetentionDays { get; init; }

    /// <summary>The storage in use, in bytes.</summary>
    public long? StorageUsed { get; init; }

    /// <summary>The storage that the SKU includes, in bytes; more is charged for, not refused.</summary>
    public long? StorageIncluded { get; init; }

    /// <summary>The parts that this identity is not allowed to read, as the paths of the REST API name them.</summary>
    public IReadOnlyList<string> Unreadable { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => ResourceId ?? string.Empty;
}
