namespace AcrHealth.Details;

/// <summary>The customer-managed key that encrypts a registry, and the identity that reads the key.</summary>
public sealed class CustomerManagedKeyDetail
{
    /// <summary>The key's identifier in its vault; null if Resource Manager does not report it.</summary>
    public string? KeyIdentifier { get; init; }

    /// <summary>The identity that reads the key: its client id, or system for the registry's own; null if Resource Manager does not report it.</summary>
    public string? Identity { get; init; }

    /// <summary>The resource id of that identity; null if the registry has no identity with that client id.</summary>
    public string? IdentityResourceId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => KeyIdentifier ?? string.Empty;
}
