using AcrHealth.Identity;

namespace AcrHealth.AzureResourceManager;

/// <summary>What the check RegistryResource hands on to those that need it.</summary>
/// <param name="Client">The client with which more can be asked.</param>
/// <param name="Resource">The registry.</param>
/// <param name="Claims">Who asks.</param>
/// <param name="Reason">Why Resource Manager is asked.</param>
internal sealed record RegistryView(ResourceManagerClient Client, RegistryResource Resource, TokenClaims Claims, ResourceManagerReason Reason);

/// <summary>Why Resource Manager is asked about a registry.</summary>
internal enum ResourceManagerReason
{
    /// <summary>The caller wanted it.</summary>
    Wanted,

    /// <summary>The registry refused this machine, or its identity, and Resource Manager may know why.</summary>
    Refusal,
}
