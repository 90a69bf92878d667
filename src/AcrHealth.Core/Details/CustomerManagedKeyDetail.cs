namespace AcrHealth.Details;

/// <summary>The key of the customer's that a registry is encrypted with, and who reads it.</summary>
public sealed class CustomerManagedKeyDetail
{
    /// <summary>The key's identifier in its vault; null where Resource Manager does not tell.</summary>
    public string? KeyIdentifier { get; init; }

    /// <summary>The identity that reads the key: its client id, or system for the registry's own; null where Resource Manager does not tell.</summary>
    public string? Identity { get; init; }

    /// <summary>The resource id of that identity; null where the registry has none of that client id.</summary>
    public string? IdentityResourceId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => KeyIdentifier ?? string.Empty;
}
