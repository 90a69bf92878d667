using System.Text.Json.Nodes;

namespace AcrHealth.Simulator.ResourceManager;

/// <summary>
/// A registry, and what belongs to it, as Azure's REST APIs describe them
/// (https://learn.microsoft.com/rest/api/containerregistry, https://learn.microsoft.com/rest/api/virtualnetwork).
/// </summary>
internal sealed class RegistryDescription(SimulatedResourceManager self, SimulatedIdentity identity)
{
    public const string Location = "westeurope";
    public const string VirtualNetwork = "simnet";

    private const string SecondEndpoint = "2";
    private const long Gigabyte = 1024L * 1024 * 1024;

    /// <summary>What a list of resources tells of it.</summary>
    public JsonObject Brief(SimulatedRegistry registry) => new()
    {
        ["id"] = self.ResourceIdOf(registry),
        ["name"] = registry.ResourceName,
        ["type"] = SimulatedResourceManager.RegistryType,
        ["location"] = Location,
        ["sku"] = new JsonObject { ["name"] = "Premium", ["tier"] = "Premium" },
        ["tags"] = new JsonObject(),
    };

    /// <summary>A row of Azure Resource Graph with the columns that a search for a login server asks for.</summary>
    public JsonObject Row(SimulatedRegistry registry) => new()
    {
        ["id"] = self.ResourceIdOf(registry),
        ["name"] = registry.ResourceName,
        ["loginServer"] = registry.LoginServer,
    };

    public JsonObject Full(SimulatedRegistry registry)
    {
        ResourceTraits traits = registry.Fault.Resource;
        JsonObject description = Brief(registry);
        description["properties"] = new JsonObject
        {
            ["loginServer"] = registry.LoginServer,
            ["provisioningState"] = "Succeeded",
            ["adminUserEnabled"] = true,
            ["anonymousPullEnabled"] = true,
            ["dataEndpointEnabled"] = false,
            ["dataEndpointHostNames"] = new JsonArray(),
            ["publicNetworkAccess"] = "Enabled",
            ["networkRuleBypassOptions"] = "AzureServices",
            ["networkRuleSet"] = new JsonObject { ["defaultAction"] = "Allow", ["ipRules"] = new JsonArray() },
            ["zoneRedundancy"] = "Enabled",
            ["roleAssignmentMode"] = "LegacyRegistryPermissions",
            ["policies"] = new JsonObject { ["azureADAuthenticationAsArmPolicy"] = new JsonObject { ["status"] = "enabled" } },
            ["encryption"] = new JsonObject { ["status"] = "disabled" },
            ["privateEndpointConnections"] = new JsonArray([.. traits.PrivateEndpoints.Select((_, index) => Connection(registry, index))]),
        };
        traits.Describe(self, description);
        return description;
    }

    public static JsonObject Usages() => new()
    {
        ["value"] = new JsonArray(
            new JsonObject { ["name"] = "Size", ["limit"] = 500 * Gigabyte, ["currentValue"] = 3 * Gigabyte, ["unit"] = "Bytes" },
            new JsonObject { ["name"] = "Webhooks", ["limit"] = 500, ["currentValue"] = 1, ["unit"] = "Count" }),
    };

    public IEnumerable<JsonObject> Replications(SimulatedRegistry registry) =>
        registry.Fault.Resource.Replicas.Prepend((Location, State: "Succeeded")).Select(replica => new JsonObject
        {
            ["id"] = $"{self.ResourceIdOf(registry)}/replications/{replica.Location}",
            ["name"] = replica.Location,
            ["type"] = $"{SimulatedResourceManager.RegistryType}/replications",
            ["location"] = replica.Location,
            ["properties"] = new JsonObject
            {
                ["provisioningState"] = replica.State,
                ["regionEndpointEnabled"] = true,
                ["zoneRedundancy"] = "Enabled",
            },
        });

    public IEnumerable<JsonObject> RoleAssignments(SimulatedRegistry registry, string principalId) =>
        !principalId.Equals(identity.ObjectId, StringComparison.OrdinalIgnoreCase)
            ? []
            : registry.Fault.Resource.Roles.Select(role => new JsonObject
            {
                ["id"] = $"{self.ResourceIdOf(registry)}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}",
                ["type"] = "Microsoft.Authorization/roleAssignments",
                ["properties"] = new JsonObject
                {
                    ["roleDefinitionId"] = $"/subscriptions/{self.SubscriptionId}/providers/Microsoft.Authorization/roleDefinitions/{RoleDefinitions.IdOf(role)}",
                    ["principalId"] = identity.ObjectId,
                    ["principalType"] = "ServicePrincipal",
                    ["scope"] = self.ResourceIdOf(registry),
                },
            });

    /// <summary>A private endpoint by its name; <see langword="null"/> where no registry has such a one.</summary>
    public JsonObject? PrivateEndpoint(IEnumerable<SimulatedRegistry> registries, string name) => Find(registries, name, EndpointName) is not { } found ? null : new()
    {
        ["id"] = Id("Microsoft.Network/privateEndpoints", name),
        ["name"] = name,
        ["location"] = Location,
        ["properties"] = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["subnet"] = new JsonObject { ["id"] = $"{self.VirtualNetworkId}/subnets/default" },
            ["networkInterfaces"] = new JsonArray(new JsonObject { ["id"] = Id("Microsoft.Network/networkInterfaces", InterfaceName(found.Registry, found.Index)) }),
            ["customDnsConfigs"] = new JsonArray(),
        },
    };

    /// <summary>The interface of a private endpoint by its name; <see langword="null"/> where there is none.</summary>
    public JsonObject? NetworkInterface(IEnumerable<SimulatedRegistry> registries, string name)
    {
        if (Find(registries, name, InterfaceName) is not { } found)
        {
            return null;
        }

        (string address, string[] hosts) = found.Registry.Fault.Resource.PrivateEndpoints[found.Index];
        return new()
        {
            ["id"] = Id("Microsoft.Network/networkInterfaces", name),
            ["name"] = name,
            ["properties"] = new JsonObject
            {
                ["ipConfigurations"] = new JsonArray([.. hosts.Select((host, index) => new JsonObject
                {
                    ["name"] = $"privateEndpointIpConfig.{index}",
                    ["properties"] = new JsonObject
                    {
                        ["privateIPAddress"] = address,
                        ["privateLinkConnectionProperties"] = new JsonObject
                        {
                            ["groupId"] = "registry",
                            ["requiredMemberName"] = index == 0 ? "registry" : $"registry_data_{Location}",
                            ["fqdns"] = new JsonArray(host),
                        },
                    },
                })]),
            },
        };
    }

    /// <summary>The id of the identity that reads a registry's key.</summary>
    public string KeyIdentityId(SimulatedRegistry registry) => Id("Microsoft.ManagedIdentity/userAssignedIdentities", KeyIdentityName(registry));

    public JsonObject? KeyIdentity(IEnumerable<SimulatedRegistry> registries, string name) =>
        registries.FirstOrDefault(registry => KeyIdentityName(registry).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } registry && registry.Fault.Resource.HasKeyIdentity
            ? new()
            {
                ["id"] = KeyIdentityId(registry),
                ["name"] = name,
                ["location"] = Location,
                ["properties"] = new JsonObject { ["clientId"] = self.KeyIdentityClientId, ["principalId"] = self.KeyIdentityClientId, ["tenantId"] = identity.TenantId },
            }
            : null;

    private JsonObject Connection(SimulatedRegistry registry, int index) => new()
    {
        ["id"] = $"{self.ResourceIdOf(registry)}/privateEndpointConnections/{EndpointName(registry, index)}",
        ["name"] = EndpointName(registry, index),
        ["type"] = $"{SimulatedResourceManager.RegistryType}/privateEndpointConnections",
        ["properties"] = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["privateEndpoint"] = new JsonObject { ["id"] = Id("Microsoft.Network/privateEndpoints", EndpointName(registry, index)) },
            ["privateLinkServiceConnectionState"] = new JsonObject
            {
                ["status"] = registry.Fault.Resource.PrivateEndpointStatus,
                ["description"] = "Simulated",
                ["actionsRequired"] = "None",
            },
        },
    };

    private string Id(string type, string name) => self.ResourceIdOf(type, name);

    private static string EndpointName(SimulatedRegistry registry, int index) => $"pe-{registry.ResourceName}{(index == 0 ? string.Empty : SecondEndpoint)}";

    private static string InterfaceName(SimulatedRegistry registry, int index) => EndpointName(registry, index) + ".nic";

    private static string KeyIdentityName(SimulatedRegistry registry) => $"id-{registry.ResourceName}";

    private static (SimulatedRegistry Registry, int Index)? Find(IEnumerable<SimulatedRegistry> registries, string name, Func<SimulatedRegistry, int, string> nameOf)
    {
        foreach (SimulatedRegistry registry in registries)
        {
            for (int index = 0; index < registry.Fault.Resource.PrivateEndpoints.Count; index++)
            {
                if (nameOf(registry, index).Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return (registry, index);
                }
            }
        }

        return null;
    }
}
