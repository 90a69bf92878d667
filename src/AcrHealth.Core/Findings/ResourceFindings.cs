using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings from Azure Resource Manager's data about a registry.</summary>
internal static class ResourceFindings
{
    private static readonly FindingSet Set = new(nameof(ResourceFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    public static Finding RegistryNotAtResourceId { get; } = Set.Failed(ErrorCodes.LoginServer, ["subscription", "answer"]);

    /// <summary>The registry of that name has another login server than the one that was checked.</summary>
    public static Finding OtherLoginServer { get; } = Set.Warning(null, ["loginServer", "checked"]);

    public static Finding RegistryStateFailed { get; } = Set.Failed(ErrorCodes.RegistryState, ["state", "statusMessage", "registryId"]);

    public static Finding RegistryStateChanging { get; } = Set.Warning(null, ["state", "statusMessage"]);

    /// <summary>The token that the caller gave is for Resource Manager, and the registry does not accept such tokens.</summary>
    public static Finding ResourceManagerTokensRefused { get; } = Set.Warning();

    public static Finding PublicAccessDisabled { get; } = Set.Failed(ErrorCodes.Forbidden, ["address"]);

    public static Finding RefusedDespiteOpenRules { get; } = Set.Failed(ErrorCodes.Forbidden, ["address"]);

    public static Finding AddressNotAllowed { get; } = Set.Failed(ErrorCodes.Forbidden, ["address", "rules", "subnet", "subnetName"]);

    /// <summary>The firewall refused this machine and did not say which address it saw.</summary>
    public static Finding AddressUnknownNotAllowed { get; } = Set.Failed(ErrorCodes.Forbidden, ["rules", "subnet", "subnetName"]);

    public static Finding AllowedAddressRefused { get; } = Set.Failed(ErrorCodes.Forbidden, ["address", "range"]);

    public static Finding NoPrivateEndpoint { get; } = Set.Failed(ErrorCodes.PrivateEndpoint, ["registryId", "zone"]);

    public static Finding NoPrivateEndpointInNetwork { get; } = Set.Failed(ErrorCodes.PrivateEndpoint, ["registryId", "zone", "network", "networks"]);

    public static Finding PrivateEndpointNotApproved { get; } = Set.Failed(ErrorCodes.PrivateEndpoint, ["connections", "connection", "connectionId"]);

    /// <summary>A private endpoint works, and another one is not approved.</summary>
    public static Finding OtherPrivateEndpointNotApproved { get; } = Set.Warning(null, ["connections", "connection"]);

    public static Finding PrivateNameUnresolved { get; } =
        Set.Failed(ErrorCodes.PrivateEndpoint, ["expected", "zone", "network", "endpoint", "endpointGroup", "registryZone"]);

    public static Finding PrivateNamePublic { get; } =
        Set.Failed(ErrorCodes.PrivateEndpoint, ["expected", "resolved", "zone", "network", "endpoint", "endpointGroup", "registryZone"]);

    /// <summary>The name leads to a private address that does not belong to an endpoint of the registry.</summary>
    public static Finding PrivateNameOtherAddress { get; } = Set.Failed(ErrorCodes.PrivateEndpoint, ["expected", "resolved", "zone", "endpoint", "endpointGroup"]);

    public static Finding SeveralPrivateEndpoints { get; } = Set.Warning(null, ["count", "network", "endpoints", "endpointId"]);

    public static Finding KeyWithoutIdentity { get; } = Set.Failed(ErrorCodes.CustomerManagedKey, ["key"]);

    public static Finding KeySystemIdentityMissing { get; } = Set.Failed(ErrorCodes.CustomerManagedKey, ["key"]);

    public static Finding KeyIdentityNotAssigned { get; } = Set.Failed(ErrorCodes.CustomerManagedKey, ["key", "clientId"]);

    public static Finding KeyIdentityDeleted { get; } = Set.Failed(ErrorCodes.CustomerManagedKey, ["key", "clientId", "identityName", "identityGroup"]);

    public static Finding ReplicaFailed { get; } = Set.Failed(ErrorCodes.RegistryState, ["location", "state", "replica"]);

    public static Finding ReplicaUnreachable { get; } = Set.Warning(null, ["failures", "hosts"]);

    public static Finding ReplicaInactive { get; } = Set.Warning(null, ["locations", "replica"]);

    /// <summary>The registry refuses the identity, and no role of it allows pulling.</summary>
    public static Finding PullRoleMissing { get; } = Set.Failed(ErrorCodes.Role, ["identity", "objectId", "role", "roles", "registryId"]);

    /// <summary>The same in a registry with repository permissions.</summary>
    public static Finding RepositoryPullRoleMissing { get; } = Set.Failed(ErrorCodes.Role, ["identity", "objectId", "role", "roles", "registryId"]);

    /// <summary>The registry lets the identity in, and none of the roles that can be read allows pulling.</summary>
    public static Finding PullRoleNotSeen { get; } = Set.Warning(null, ["identity", "objectId", "role", "roles", "registryId"]);

    /// <summary>The same in a registry with repository permissions.</summary>
    public static Finding RepositoryPullRoleNotSeen { get; } = Set.Warning(null, ["identity", "objectId", "role", "roles", "registryId"]);

    public static Finding RefusedDespiteRole { get; } = Set.Warning(null, ["identity", "roles"]);
}
