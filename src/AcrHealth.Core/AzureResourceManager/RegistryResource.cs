using System.Text.Json;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.AzureResourceManager;

/// <summary>A registry as Azure Resource Manager describes it; properties that it does not report are null.</summary>
internal sealed record RegistryResource(ResourceId Id, JsonElement Description)
{
    private const string Enabled = "Enabled";

    public string Name => Id.Name;

    public string? Location => Description.Text("location");

    public string? Sku => Description.Text("sku", "name");

    public bool IsPremium => string.Equals(Sku, "Premium", StringComparison.OrdinalIgnoreCase);

    public string? LoginServer => Property("loginServer");

    public string? ProvisioningState => Property("provisioningState");

    public string? StatusMessage => Description.Text("properties", "status", "message");

    public bool? AdminUser => Description.Flag("properties", "adminUserEnabled");

    public bool? AnonymousPull => Description.Flag("properties", "anonymousPullEnabled");

    public bool? DedicatedDataEndpoints => Description.Flag("properties", "dataEndpointEnabled");

    public IReadOnlyList<string> DataEndpointHosts => Description.Texts("properties", "dataEndpointHostNames");

    public string? PublicNetworkAccess => Property("publicNetworkAccess");

    public bool IsPublic => PublicNetworkAccess is null or Enabled;

    public string? TrustedServices => Property("networkRuleBypassOptions");

    public string? DefaultAction => Description.Text("properties", "networkRuleSet", "defaultAction");

    /// <summary>The addresses or ranges in CIDR notation that the firewall allows, as they were written.</summary>
    public IReadOnlyList<string> AllowedRanges =>
        [.. Description.Items("properties", "networkRuleSet", "ipRules").Select(rule => rule.Text("value")).OfType<string>()];

    /// <summary>The resource ids of the subnets that the firewall allows through service endpoints.</summary>
    public IReadOnlyList<string> AllowedSubnets =>
        [.. Description.Items("properties", "networkRuleSet", "virtualNetworkRules").Select(rule => rule.Text("id")).OfType<string>()];

    /// <summary>The login servers of single regions.</summary>
    public IReadOnlyList<string> RegionalEndpointHosts => Description.Texts("properties", "regionalEndpointHostNames");

    /// <summary>Whether pushed images must pass a scan before everybody can pull them; null if it is not reported.</summary>
    public bool? HasQuarantine => IsEnabled("quarantinePolicy");

    /// <summary>The number of days for which deleted content can be restored; null if it cannot.</summary>
    public long? SoftDeleteDays =>
        IsEnabled("softDeletePolicy") == true ? Description.Number("properties", "policies", "softDeletePolicy", "retentionDays") : null;

    /// <summary>The number of days after which manifests without a tag are deleted; null if they are not.</summary>
    public long? RetentionDays => IsEnabled("retentionPolicy") == true ? Description.Number("properties", "policies", "retentionPolicy", "days") : null;

    public string? ZoneRedundancy => Property("zoneRedundancy");

    public string? RoleAssignmentMode => Property("roleAssignmentMode");

    /// <summary>Whether the registry uses repository permissions (ABAC), so that roles such as AcrPull have no effect.</summary>
    public bool HasRepositoryPermissions => RoleAssignmentMode == "AbacRepositoryPermissions";

    /// <summary>Whether the registry accepts only Entra tokens for the registry service itself.</summary>
    public bool RefusesResourceManagerTokens => Description.Text("properties", "policies", "azureADAuthenticationAsArmPolicy", "status") == "disabled";

    public bool HasCustomerManagedKey =>
        string.Equals(Description.Text("properties", "encryption", "status"), Enabled, StringComparison.OrdinalIgnoreCase) || KeyIdentifier is not null;

    public string? KeyIdentifier => Description.Text("properties", "encryption", "keyVaultProperties", "keyIdentifier");

    /// <summary>The identity that reads the key: a client id, or "system" for the registry's own.</summary>
    public string? KeyIdentity => Description.Text("properties", "encryption", "keyVaultProperties", "identity");

    public string? SystemIdentity => Description.Text("identity", "principalId");

    /// <summary>The user-assigned identities of the registry, by their resource ids, with their client ids.</summary>
    public IReadOnlyList<(string Id, string? ClientId)> UserIdentities =>
        Description.At("identity", "userAssignedIdentities") is { ValueKind: JsonValueKind.Object } identities
            ? [.. identities.EnumerateObject().Select(identity => (UntrustedText.Clean(identity.Name, 1000), identity.Value.Text("clientId")))]
            : [];

    public IReadOnlyList<PrivateEndpointConnection> PrivateEndpointConnections =>
        [.. Description.Items("properties", "privateEndpointConnections").Select(PrivateEndpointConnection.Read)];

    private bool? IsEnabled(string policy) =>
        Description.Text("properties", "policies", policy, "status") is { } status ? status.Equals(Enabled, StringComparison.OrdinalIgnoreCase) : null;

    private string? Property(string name) => Description.Text("properties", name);
}

/// <summary>A private endpoint's connection to a registry.</summary>
/// <param name="Name">The connection's name, as the registry knows it.</param>
/// <param name="Endpoint">The private endpoint; null if its id cannot be read.</param>
/// <param name="Status">Approved, Pending, Rejected or Disconnected.</param>
internal sealed record PrivateEndpointConnection(string Name, ResourceId? Endpoint, string Status)
{
    private const string Approved = "Approved";

    public bool IsApproved => Status == Approved;

    public static PrivateEndpointConnection Read(JsonElement connection) => new(
        connection.Text("name") ?? connection.Text("id")?.Split('/')[^1] ?? "-",
        ResourceId.Parse(connection.Text("properties", "privateEndpoint", "id")),
        connection.Text("properties", "privateLinkServiceConnectionState", "status") ?? Approved);
}
