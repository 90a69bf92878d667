using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AcrHealth.Simulator.AzureResourceManager;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Http;
using static AcrHealth.Simulator.Faults.FaultResponses;

namespace AcrHealth.Simulator.Faults;

/// <summary>Registries for which Azure Resource Manager shows why they do not work, or will not, or shows nothing.</summary>
internal static class ResourceFaults
{
    private const string Forbidden = "CONNECTIVITY_FORBIDDEN_ERROR";
    private const string AccessToken = "CONNECTIVITY_ACCESS_TOKEN_ERROR";
    private const string State = "REGISTRY_STATE_ERROR";
    private const string PrivateEndpoint = "PRIVATE_ENDPOINT_ERROR";
    private const string Key = "CMK_ERROR";

    // The address of localhost, and one that is not localhost's.
    private const string Loopback = "127.0.0.1";
    private const string Elsewhere = "10.20.30.40";

    // An empty one, and four pairs of a word and a name.
    private const int RegistryIdParts = 9;

    private static readonly ConcurrentDictionary<string, DateTimeOffset> LastThrottled = new();
    private static readonly TimeSpan BetweenThrottlings = TimeSpan.FromSeconds(10);

    /// <summary>A registry that can be reached only through private endpoints.</summary>
    public static ResourceTraits NotPublic { get; } = new() { Describe = (_, registry) => registry["properties"]!["publicNetworkAccess"] = "Disabled" };

    public static IEnumerable<Fault> All => [.. Rules(), .. Roles(), .. Resources(), .. Keys(), .. PrivateEndpoints(), .. Unhelpful()];

    private static IEnumerable<Fault> Rules() =>
    [
        Refusing("firewall-ip-rules", "Its firewall allows three ranges, and the client's address is in none of them.", Firewall, Letting("198.51.100.0/24", "192.0.2.0/28", "203.0.113.8")),
        Refusing("firewall-late", "Its firewall allows the client's range, but the rule is not in effect yet.", Firewall, Letting("198.51.100.0/24", "203.0.113.0/29")),
        Refusing("firewall-subnets", "Its firewall allows one subnet of a virtual network, and no address.", Firewall, LettingSubnets("default")),
        Refusing("firewall-open", "Its firewall refuses the client, although its rules allow every address.", Firewall, ResourceTraits.Healthy),
        Refusing("firewall-silent", "Its firewall refuses the client and names no address.", Error(StatusCodes.Status403Forbidden, "DENIED", "access denied"), Letting("198.51.100.0/24")),
        Refusing("firewall-exchange", "Its firewall lets the challenge pass, and refuses the exchange of the Entra token.", At(ExchangeEndpoint.Path, Firewall), Letting("198.51.100.0/24"), "CONNECTIVITY_REFRESH_TOKEN_ERROR"),
        Refusing("firewall-token", "Its firewall lets everything pass but the request for an access token.", At(TokenEndpoint.Path, Firewall), Letting("198.51.100.0/24"), AccessToken),
        Refusing("firewall-api", "Its firewall lets the token steps pass, and refuses its API.", IfAuthorizedAnywhere(Firewall), Letting("198.51.100.0/24"), "REGISTRY_API_ERROR"),
    ];

    private static Fault Refusing(string name, string description, FaultResponse answer, ResourceTraits resource, string code = Forbidden) =>
        new(name, code, description) { Behavior = new() { Answer = answer, Resource = resource } };

    private static ResourceTraits Letting(params string[] ranges) => new() { Describe = (self, registry) => Let(self, registry, ranges, []) };

    private static ResourceTraits LettingSubnets(params string[] subnets) => new() { Describe = (self, registry) => Let(self, registry, [], subnets) };

    private static void Let(SimulatedResourceManager self, JsonObject registry, string[] ranges, string[] subnets) =>
        registry["properties"]!["networkRuleSet"] = new JsonObject
        {
            ["defaultAction"] = "Deny",
            ["virtualNetworkRules"] = new JsonArray(
                [.. subnets.Select(subnet => new JsonObject { ["action"] = "Allow", ["id"] = $"{self.VirtualNetworkId}/subnets/{subnet}" })]),
            ["ipRules"] = new JsonArray([.. ranges.Select(range => new JsonObject { ["action"] = "Allow", ["value"] = range })]),
        };

    private static IEnumerable<Fault> Roles() =>
    [
        new("role-missing", AccessToken, "It refuses an access token, and the identity has no role that lets it pull.")
        {
            Behavior = new()
            {
                Answer = At(TokenEndpoint.Path, (_, http, _) => RegistryError.UnauthorizedAsync(http)),
                Resource = new() { Roles = [RoleDefinitions.ImageSigner] },
            },
        },
        new("role-of-another-mode", AccessToken, "It uses repository permissions (ABAC), and the identity has AcrPull, which has no effect.")
        {
            Behavior = new()
            {
                Answer = At(TokenEndpoint.Path, (_, http, _) => RegistryError.UnauthorizedAsync(http)),
                Resource = new() { Describe = (_, registry) => registry["properties"]!["roleAssignmentMode"] = "AbacRepositoryPermissions" },
            },
        },
    ];

    private static IEnumerable<Fault> Resources() =>
    [
        Seen("not-provisioned", State, "Its last change failed.", new()
        {
            Describe = (_, registry) => registry["properties"]!["provisioningState"] = "Failed",
        }),
        Seen("updating", null, "It is being changed.", new() { Describe = (_, registry) => registry["properties"]!["provisioningState"] = "Updating" }),
        Seen("resource-manager-tokens-refused", null, "It accepts no Entra tokens for Azure Resource Manager; the simulator only has this setting.", new()
        {
            Describe = (_, registry) => registry["properties"]!["policies"]!["azureADAuthenticationAsArmPolicy"]!["status"] = "disabled",
        }),
        Seen("replica-failed", State, "Its replica in North Europe failed.", new() { Replicas = [("northeurope", "Failed")] }),
        Seen("replica-inactive", null, "Its replica in North Europe is being updated and takes no requests.", new() { Replicas = [("northeurope", "Updating")] }),
        Seen("policies", null, "It has quarantine, soft delete for 14 days, and a retention of 7 days for manifests without tags.", new()
        {
            Describe = (_, registry) =>
            {
                JsonNode policies = registry["properties"]!["policies"]!;
                policies["quarantinePolicy"]!["status"] = "enabled";
                policies["softDeletePolicy"] = new JsonObject { ["retentionDays"] = 14, ["status"] = "enabled" };
                policies["retentionPolicy"]!["status"] = "enabled";
            },
        }),
        Seen("role-elsewhere", null, "The identity can pull, and has no role on it that can be read.", new() { Roles = [RoleDefinitions.ImageSigner] }),
        Seen("role-elsewhere-in-repositories", null, "The identity can pull from its repositories, and has no role on it that can be read.", new()
        {
            Describe = (_, registry) => registry["properties"]!["roleAssignmentMode"] = "AbacRepositoryPermissions",
        }),
        Seen("replica-blocked", null, "The data endpoints of its replicas cannot be reached.", new()
        {
            Describe = (_, registry) =>
            {
                registry["properties"]!["dataEndpointEnabled"] = true;
                registry["properties"]!["dataEndpointHostNames"] = new JsonArray("sim.westeurope.data.invalid", "sim.northeurope.data.invalid");
            },
        }),
    ];

    private static IEnumerable<Fault> Keys() =>
    [
        Seen("cmk-no-identity", Key, "It has a customer-managed key, and no identity to read it.", new()
        {
            Describe = (self, description) =>
            {
                WithKey(isAssigned: true)(self, description);
                SetKeyIdentity(description, null);
            },
        }),
        Seen("cmk-system-identity-gone", Key, "Its own identity, which reads its customer-managed key, is gone.", new()
        {
            Describe = (self, description) =>
            {
                WithKey(isAssigned: true)(self, description);
                SetKeyIdentity(description, "system");
            },
        }),
        Seen("cmk", null, "It is encrypted with a customer-managed key, and nothing is wrong.", new() { Describe = WithKey(isAssigned: true) }),
        Seen("cmk-identity-missing", Key, "It does not have the identity any more that reads its customer-managed key.", new() { Describe = WithKey(isAssigned: false) }),
        Seen("cmk-identity-deleted", Key, "The identity that reads its customer-managed key has been deleted.", new()
        {
            Describe = WithKey(isAssigned: true),
            HasKeyIdentity = false,
        }),
    ];

    private static void SetKeyIdentity(JsonObject description, string? identity)
    {
        JsonObject key = description["properties"]!["encryption"]!["keyVaultProperties"]!.AsObject();
        key.Remove("identity");
        if (identity is not null)
        {
            key["identity"] = identity;
        }
    }

    private static Action<SimulatedResourceManager, JsonObject> WithKey(bool isAssigned) => (self, description) =>
    {
        string id = self.ResourceIdOf("Microsoft.ManagedIdentity/userAssignedIdentities", $"id-{description["name"]!.GetValue<string>()}");
        description["identity"] = new JsonObject
        {
            ["type"] = "userAssigned",
            ["userAssignedIdentities"] = isAssigned
                ? new JsonObject { [id] = new JsonObject { ["clientId"] = self.KeyIdentityClientId, ["principalId"] = self.KeyIdentityClientId } }
                : new JsonObject(),
        };
        description["properties"]!["encryption"] = new JsonObject
        {
            ["status"] = "enabled",
            ["keyVaultProperties"] = new JsonObject
            {
                ["keyIdentifier"] = "https://simvault.vault.azure.net/keys/registry",
                ["identity"] = self.KeyIdentityClientId,
                ["keyRotationEnabled"] = true,
            },
        };
    };

    private static IEnumerable<Fault> PrivateEndpoints() =>
    [
        Seen("private-endpoint", null, "It has a private endpoint, which its name leads to.", new() { PrivateEndpoints = [(Loopback, ["localhost"])] }),
        Seen("private-endpoint-mismatch", PrivateEndpoint, "Its name leads to another private address than that of its private endpoint.", new()
        {
            PrivateEndpoints = [(Elsewhere, ["localhost"])],
        }),
        Seen("private-endpoint-data-unresolved", PrivateEndpoint, "Its name leads to its private endpoint, and that of its data endpoint leads nowhere.", new()
        {
            Describe = NotPublic.Describe,
            PrivateEndpoints = [(Loopback, ["localhost", "sim.westeurope.data.invalid"])],
        }),
        Seen("private-endpoint-public", PrivateEndpoint, "Its name leads to a public address, although it accepts only its private endpoint.", new()
        {
            Describe = NotPublic.Describe,
            PrivateEndpoints = [(Elsewhere, ["203.0.113.9"])],
        }),
        Seen("private-endpoint-one-pending", null, "It has a private endpoint that works, and one that is not approved yet.", new()
        {
            PrivateEndpoints = [(Loopback, ["localhost"]), (Elsewhere, ["localhost"])],
            Describe = (_, registry) =>
                registry["properties"]!["privateEndpointConnections"]![1]!["properties"]!["privateLinkServiceConnectionState"]!["status"] = "Pending",
        }),
        Seen("private-endpoint-pending", PrivateEndpoint, "Its private endpoint is not approved yet.", new()
        {
            PrivateEndpoints = [(Loopback, ["localhost"])],
            PrivateEndpointStatus = "Pending",
        }),
        Seen("private-endpoint-several", null, "It has two private endpoints in one virtual network.", new()
        {
            PrivateEndpoints = [(Loopback, ["localhost"]), (Elsewhere, ["localhost"])],
        }),
    ];

    private static IEnumerable<Fault> Unhelpful() =>
    [
        Seen("arm-denied", null, "Azure Resource Manager denies this identity access to it.", new() { Answer = (http, _) => ResourceManagerError.Denied.WriteAsync(http) }),
        Seen("arm-partly-denied", null, "Azure Resource Manager shows its settings to this identity, and nothing else.", new()
        {
            Answer = (http, healthy) => http.Request.Path.Value!.Split('/').Length > RegistryIdParts ? ResourceManagerError.Denied.WriteAsync(http) : healthy(http),
        }),
        Seen("arm-throttled", null, "Azure Resource Manager answers 429 and asks to wait 30 seconds.", new() { Answer = Throttled("30", (_, _) => true) }),
        Seen("arm-throttled-once", null, "Azure Resource Manager answers the first request for each thing within ten seconds with 429, asks to wait a second, and works afterwards.", new()
        {
            Answer = Throttled("1", (_, path) => IsFirst(path)),
        }),
        Seen("arm-html", null, "A gateway answers in Azure Resource Manager's place.", new()
        {
            Answer = (http, _) => BytesResponse.WriteAsync(http, StatusCodes.Status200OK, "<!DOCTYPE html><html><body>Please sign in to the network.</body></html>", "text/html"),
        }),
        Seen("arm-hang", null, "Azure Resource Manager never answers.", new() { Answer = (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted) }),
        Seen("arm-elsewhere", null, "Azure Resource Manager's lists continue at another host.", new()
        {
            Answer = (http, healthy) => http.Request.Path.Value!.EndsWith("/replications", StringComparison.Ordinal)
                ? JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["value"] = new JsonArray(), ["nextLink"] = "https://elsewhere.invalid/next" })
                : healthy(http),
        }),
    ];

    private static Func<HttpContext, RequestDelegate, Task> Throttled(string seconds, Func<HttpContext, string, bool> isThrottled) => (http, healthy) =>
    {
        if (!isThrottled(http, http.Request.Path))
        {
            return healthy(http);
        }

        http.Response.Headers.RetryAfter = seconds;
        return ResourceManagerError.Throttled.WriteAsync(http);
    };

    // A path has the subscription's id in it, which no two simulators share.
    private static bool IsFirst(string path)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        bool isFirst = !LastThrottled.TryGetValue(path, out DateTimeOffset last) || now - last > BetweenThrottlings;
        LastThrottled[path] = isFirst ? now : last;
        return isFirst;
    }

    private static Fault Seen(string name, string? code, string description, ResourceTraits resource) =>
        new(name, code, description) { SeenWith = Fault.IncludeResourceManager, Behavior = new() { Resource = resource } };
}
