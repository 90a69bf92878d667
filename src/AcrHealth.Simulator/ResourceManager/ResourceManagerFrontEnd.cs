using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.ResourceManager;

/// <summary>
/// Azure Resource Manager as far as somebody sees it who looks for a container registry: one subscription, one resource group, the
/// registries in it. Everything but the cloud's description needs a token of Entra ID that is meant for Resource Manager.
/// </summary>
internal sealed class ResourceManagerFrontEnd(
    SimulatedResourceManager self, SimulatedIdentity identity, EntraTokens tokens, Func<IReadOnlyList<SimulatedRegistry>> registries)
{
    private const string BearerPrefix = "Bearer ";

    public Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";

        // Nobody can have a token yet who asks where tokens are to be had.
        if (http.Request.Path == "/metadata/endpoints")
        {
            return WriteAsync(http, CloudDescription());
        }

        if (Refusal(http) is { } refusal)
        {
            return refusal.WriteAsync(http);
        }

        // Resource Manager takes the fixed words of a path in any case, which its own clients make use of.
        string[] path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path switch
        {
            [var tenants] when Is(tenants, "tenants") => WriteListAsync(http, [Tenant()]),
            [var subscriptions] when Is(subscriptions, "subscriptions") => WriteListAsync(http, [Subscription()]),
            [var subscriptions, var id, .. var rest] when Is(subscriptions, "subscriptions") => AnswerAsync(http, id, rest),
            _ => ResourceManagerError.UnknownPath.WriteAsync(http),
        };
    }

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsRegistries(string provider, string type) => Is($"{provider}/{type}", SimulatedResourceManager.RegistryType);

    private static Task WriteAsync(HttpContext http, JsonObject body) => JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, body);

    private static Task WriteListAsync(HttpContext http, IEnumerable<JsonObject> items) =>
        WriteAsync(http, new JsonObject { ["value"] = new JsonArray([.. items]) });

    private Task AnswerAsync(HttpContext http, string subscription, string[] path)
    {
        if (!Is(subscription, self.SubscriptionId))
        {
            return ResourceManagerError.UnknownSubscription(subscription).WriteAsync(http);
        }

        return path switch
        {
            [] => WriteAsync(http, Subscription()),

            // The filter is not read: there is nothing but registries.
            [var resources] when Is(resources, "resources") => WriteListAsync(http, registries().Select(Describe)),
            [var providers, var provider, var type] when Is(providers, "providers") && IsRegistries(provider, type) =>
                WriteListAsync(http, registries().Select(DescribeFully)),
            [var groups, var group, .. var rest] when Is(groups, "resourceGroups") => AnswerInGroupAsync(http, group, rest),
            _ => ResourceManagerError.UnknownPath.WriteAsync(http),
        };
    }

    private Task AnswerInGroupAsync(HttpContext http, string group, string[] path)
    {
        if (!Is(group, SimulatedResourceManager.ResourceGroup))
        {
            return ResourceManagerError.UnknownGroup(group).WriteAsync(http);
        }

        return path switch
        {
            [var providers, var provider, var type] when Is(providers, "providers") && IsRegistries(provider, type) =>
                WriteListAsync(http, registries().Select(DescribeFully)),
            [var providers, var provider, var type, var name] when Is(providers, "providers") && IsRegistries(provider, type) =>
                registries().FirstOrDefault(registry => Is(registry.ResourceName, name)) is { } found
                    ? WriteAsync(http, DescribeFully(found))
                    : ResourceManagerError.UnknownRegistry(name).WriteAsync(http),
            _ => ResourceManagerError.UnknownPath.WriteAsync(http),
        };
    }

    private ResourceManagerError? Refusal(HttpContext http)
    {
        string header = http.Request.Headers.Authorization.ToString();
        bool isBearer = header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase);
        if (!isBearer || tokens.VerifyForResourceManager(header[BearerPrefix.Length..].Trim()) is null)
        {
            string authority = $"{identity.AuthorityHost}{identity.TenantId}";
            http.Response.Headers.WWWAuthenticate = $"Bearer authorization_uri=\"{authority}\", error=\"invalid_token\"";
            return header.Length == 0 ? ResourceManagerError.NoToken : ResourceManagerError.InvalidToken;
        }

        if (!HttpMethods.IsGet(http.Request.Method))
        {
            return ResourceManagerError.UnsupportedMethod;
        }

        return http.Request.Query.ContainsKey("api-version") ? null : ResourceManagerError.NoApiVersion;
    }

    // What Azure Stack Hub says of itself, with the AD FS that it may have for an identity provider.
    private JsonObject CloudDescription() => new()
    {
        ["galleryEndpoint"] = self.Endpoint.AbsoluteUri,
        ["graphEndpoint"] = self.Endpoint.AbsoluteUri,
        ["portalEndpoint"] = self.Endpoint.AbsoluteUri,
        ["authentication"] = new JsonObject
        {
            ["loginEndpoint"] = $"{identity.AuthorityHost}adfs",
            ["audiences"] = new JsonArray(KnownAudiences.ResourceManager),
        },
    };

    private JsonObject Tenant() => new()
    {
        ["id"] = $"/tenants/{identity.TenantId}",
        ["tenantId"] = identity.TenantId,
        ["tenantCategory"] = "Home",
        ["displayName"] = "Simulated",
    };

    private JsonObject Subscription() => new()
    {
        ["id"] = $"/subscriptions/{self.SubscriptionId}",
        ["subscriptionId"] = self.SubscriptionId,
        ["tenantId"] = identity.TenantId,
        ["displayName"] = "Simulated subscription",
        ["state"] = "Enabled",
        ["authorizationSource"] = "RoleBased",
        ["managedByTenants"] = new JsonArray(),
        ["subscriptionPolicies"] = new JsonObject
        {
            ["locationPlacementId"] = "Public_2014-09-01",
            ["quotaId"] = "PayAsYouGo_2014-09-01",
            ["spendingLimit"] = "Off",
        },
    };

    private JsonObject Describe(SimulatedRegistry registry) => new()
    {
        ["id"] = self.ResourceIdOf(registry),
        ["name"] = registry.ResourceName,
        ["type"] = SimulatedResourceManager.RegistryType,
        ["location"] = "westeurope",
        ["sku"] = new JsonObject { ["name"] = "Premium", ["tier"] = "Premium" },
        ["tags"] = new JsonObject(),
    };

    private JsonObject DescribeFully(SimulatedRegistry registry)
    {
        JsonObject description = Describe(registry);
        description["properties"] = new JsonObject
        {
            ["loginServer"] = registry.LoginServer,
            ["provisioningState"] = "Succeeded",
            ["adminUserEnabled"] = true,
            ["anonymousPullEnabled"] = true,
            ["dataEndpointEnabled"] = false,
            ["publicNetworkAccess"] = "Enabled",
            ["encryption"] = new JsonObject { ["status"] = "disabled" },
            ["privateEndpointConnections"] = new JsonArray(),
        };
        return description;
    }
}
