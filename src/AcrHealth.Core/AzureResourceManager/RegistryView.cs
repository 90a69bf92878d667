using AcrHealth.Identity;

namespace AcrHealth.AzureResourceManager;

/// <summary>The output of the check RegistryResource for the checks that need it.</summary>
/// <param name="Client">The client for further queries.</param>
/// <param name="Resource">The registry.</param>
/// <param name="Claims">The claims of the identity that queries.</param>
/// <param name="Reason">The reason for the query.</param>
internal sealed record RegistryView(ResourceManagerClient Client, RegistryResource Resource, TokenClaims Claims, ResourceManagerReason Reason);

/// <summary>The reason why Resource Manager is queried about a registry.</summary>
internal enum ResourceManagerReason
{
    /// <summary>The caller requested it.</summary>
    Wanted,

    /// <summary>The registry refused this machine, or its identity, and Resource Manager may explain why.</summary>
    Refusal,
}
