using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>Who the token says that this is, and the roles that it has on a registry. Never the token itself.</summary>
public sealed class RoleAssignmentDetail
{
    /// <summary>The object id of the identity.</summary>
    public required string ObjectId { get; init; }

    /// <summary>The application id of the identity; null where the token does not tell.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The tenant that issued the token; null where the token does not tell.</summary>
    public string? TenantId { get; init; }

    /// <summary>When the token ends, in local time; null where the token does not tell.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>LegacyRegistryPermissions or AbacRepositoryPermissions; null where Resource Manager does not tell.</summary>
    public string? RoleAssignmentMode { get; init; }

    /// <summary>The roles that apply to the registry, those of groups and of scopes above it among them.</summary>
    public IReadOnlyList<RoleInfo> Roles { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Roles);
}

/// <summary>A role that an identity has on a registry.</summary>
public sealed class RoleInfo
{
    /// <summary>The role's name, or its id where the name cannot be read.</summary>
    public required string Role { get; init; }

    /// <summary>The resource id of what it was assigned on: the registry, or what it is in.</summary>
    public required string Scope { get; init; }

    /// <summary>Whether it lets the identity pull; null where what it permits cannot be read.</summary>
    public bool? AllowsPull { get; init; }

    /// <summary>Whether it holds only under a condition, such as for certain repositories.</summary>
    public bool IsConditional { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Role}: {Scope}";
}
