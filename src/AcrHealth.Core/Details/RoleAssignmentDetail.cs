using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The identity in the token, and the roles that it has on a registry. Never contains the token itself.</summary>
public sealed class RoleAssignmentDetail
{
    /// <summary>The object id of the identity.</summary>
    public required string ObjectId { get; init; }

    /// <summary>The application id of the identity; null if the token does not contain it.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The tenant that issued the token; null if the token does not contain it.</summary>
    public string? TenantId { get; init; }

    /// <summary>The time at which the token expires, in local time; null if the token does not contain it.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>LegacyRegistryPermissions or AbacRepositoryPermissions; null if Resource Manager does not report it.</summary>
    public string? RoleAssignmentMode { get; init; }

    /// <summary>The roles that apply to the registry, including those of groups and of parent scopes.</summary>
    public IReadOnlyList<RoleInfo> Roles { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Roles);
}

/// <summary>A role that an identity has on a registry.</summary>
public sealed class RoleInfo
{
    /// <summary>The role's name, or its id if the name cannot be read.</summary>
    public required string Role { get; init; }

    /// <summary>The resource id of the scope of the assignment: the registry or one of its parents.</summary>
    public required string Scope { get; init; }

    /// <summary>Whether it allows the identity to pull; null if its permissions cannot be read.</summary>
    public bool? AllowsPull { get; init; }

    /// <summary>Whether it applies only under a condition, such as for certain repositories.</summary>
    public bool IsConditional { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Role}: {Scope}";
}
