using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>A registry as Azure Resource Manager describes it. What it does not tell is null.</summary>
public sealed class RegistryResourceDetail
{
    /// <summary>The registry's resource id; null where it was not found.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Its login server.</summary>
    public string? LoginServer { get; init; }

    /// <summary>Basic, Standard or Premium.</summary>
    public string? Sku { get; init; }

    /// <summary>The Azure region that it is in.</summary>
    public string? Location { get; init; }

    /// <summary>The Azure region that this machine is in; null where it is not in Azure, or does not know.</summary>
    public string? MachineRegion { get; init; }

    /// <summary>Succeeded, or what else the last change of the registry has come to.</summary>
    public string? ProvisioningState { get; init; }

    /// <summary>Enabled or Disabled.</summary>
    public string? PublicNetworkAccess { get; init; }

    /// <summary>Enabled or Disabled.</summary>
    public string? ZoneRedundancy { get; init; }

    /// <summary>Whether the admin user can sign in.</summary>
    public bool? AdminUserEnabled { get; init; }

    /// <summary>Whether everybody can pull.</summary>
    public bool? AnonymousPullEnabled { get; init; }

    /// <summary>Whether layers come from hosts of the registry's own.</summary>
    public bool? DataEndpointEnabled { get; init; }

    /// <summary>The hosts that layers come from, where they are the registry's own.</summary>
    public IReadOnlyList<string> DataEndpoints { get; init => field = Indexable.Of(value); } = [];

    /// <summary>LegacyRegistryPermissions, or AbacRepositoryPermissions where roles have to be those with permissions on repositories.</summary>
    public string? RoleAssignmentMode { get; init; }

    /// <summary>Whether Entra tokens for Azure Resource Manager are taken, beside those for the registry service.</summary>
    public bool AcceptsResourceManagerTokens { get; init; }

    /// <summary>Whether pushed images wait for a scan before everybody can pull them; null if that is not told.</summary>
    public bool? QuarantineEnabled { get; init; }

    /// <summary>For how many days deleted images can be restored; null if they cannot.</summary>
    public long? SoftDeleteDays { get; init; }

    /// <summary>After how many days manifests without a tag are deleted; null if they are not.</summary>
    public long? UntaggedRetentionDays { get; init; }

    /// <summary>How much is stored, in bytes.</summary>
    public long? StorageUsed { get; init; }

    /// <summary>How much storage the SKU includes, in bytes; more than that is charged for and not refused.</summary>
    public long? StorageIncluded { get; init; }

    /// <summary>What this identity may not read, in the words of the REST API's paths.</summary>
    public IReadOnlyList<string> Unreadable { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => ResourceId ?? string.Empty;
}
