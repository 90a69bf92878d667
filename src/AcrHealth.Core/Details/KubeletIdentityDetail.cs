namespace AcrHealth.Details;

/// <summary>The identity in the kubelet's cloud configuration. Never contains its secret.</summary>
public sealed class KubeletIdentityDetail
{
    /// <summary>The path of the cloud configuration.</summary>
    public required string File { get; init; }

    /// <summary>Its kind: UserAssignedManagedIdentity, SystemAssignedManagedIdentity or ServicePrincipal; null if there is none.</summary>
    public string? Kind { get; init; }

    /// <summary>The client id; null for a system-assigned managed identity.</summary>
    public string? ClientId { get; init; }

    /// <summary>The tenant; null if the configuration has none.</summary>
    public string? TenantId { get; init; }

    /// <summary>The name of the cloud.</summary>
    public string? Cloud { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Kind ?? File;
}
