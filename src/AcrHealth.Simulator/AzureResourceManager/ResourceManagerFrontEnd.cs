using System.Globalization;
using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.AzureResourceManager;

/// <summary>
/// Azure Resource Manager as far as somebody sees it who looks for a container registry: one subscription, one resource group, the
/// registries in it. Everything but the cloud's description needs a token of Entra ID that is meant for Resource Manager.
/// </summary>
internal sealed class ResourceManagerFrontEnd(
    SimulatedResourceManager self, SimulatedIdentity identity, EntraTokens tokens, Func<IReadOnlyList<SimulatedRegistry>> registries)
{
    private const string BearerPrefix = "Bearer ";
    private const string Graph = "/providers/Microsoft.ResourceGraph/resources";

    // Small enough for the registries of a test to take several.
    private const int RowsOnPage = 25;

    private readonly RegistryDescription _description = new(self, identity);

    public Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        http.Response.Headers["x-ms-ratelimit-remaining-subscription-global-reads"] = "16499";
        http.Response.Headers["X-Cache"] = "CONFIG_NOCACHE";
        http.Response.Headers["X-MSEdge-Ref"] = $"Ref A: {Guid.NewGuid():N} Ref B: SIM000000000000 Ref C: {DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Pragma = "no-cache";
        http.Response.Headers.Expires = "-1";
        http.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";

        // A client that asks for the address of the token service cannot have a token yet.
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
            _ when Is(http.Request.Path.Value!, Graph) => WriteRowsAsync(http),
            [var tenants] when Is(tenants, "tenants") => WriteListAsync(http, [Tenant()]),
            [var subscriptions] when Is(subscriptions, "subscriptions") => WriteListAsync(http, [Subscription()]),
            [var subscriptions, var id, .. var rest] when Is(subscriptions, "subscriptions") => AnswerAsync(http, id, rest),
            _ => ResourceManagerError.UnknownPath.WriteAsync(http),
        };
    }

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsRegistries(string provider, string type) => Is($"{provider}/{type}", SimulatedResourceManager.RegistryType);

    private static Task WriteAsync(HttpContext http, JsonObject body) => JsonResponse.WriteAsync(http, StatusCodes.Status200OK, body);

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
            [var resources] when Is(resources, "resources") => WriteListAsync(http, registries().Select(_description.Brief)),
            [var providers, var provider, var type] when Is(providers, "providers") && IsRegistries(provider, type) =>
                WriteListAsync(http, registries().Select(_description.Full)),
            [var providers, "Microsoft.Authorization", var definitions, var id] when Is(providers, "providers") && Is(definitions, "roleDefinitions") =>
                WriteFoundAsync(http, RoleDefinitions.Describe(id, self.SubscriptionId), id),
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
                WriteListAsync(http, registries().Select(_description.Full)),
            [var providers, var provider, var type, var name, .. var rest] when Is(providers, "providers") && IsRegistries(provider, type) =>
                registries().FirstOrDefault(registry => Is(registry.ResourceName, name)) is { } found
                    ? found.Fault.Behavior.Resource.Answer(http, healthy => AnswerAboutAsync(healthy, found, rest))
                    : ResourceManagerError.UnknownRegistry(name).WriteAsync(http),
            [_, "Microsoft.Network", "privateEndpoints", var name] => WriteFoundAsync(http, _description.PrivateEndpoint(registries(), name), name),
            [_, "Microsoft.Network", "networkInterfaces", var name] => WriteFoundAsync(http, _description.NetworkInterface(registries(), name), name),
            [_, "Microsoft.ManagedIdentity", "userAssignedIdentities", var name] => WriteFoundAsync(http, _description.KeyIdentity(registries(), name), name),
            _ => ResourceManagerError.UnknownPath.WriteAsync(http),
        };
    }

    private Task AnswerAboutAsync(HttpContext http, SimulatedRegistry registry, string[] path) => path switch
    {
        [] => WriteAsync(http, _description.Full(registry)),
        ["listUsages"] => WriteAsync(http, RegistryDescription.Usages()),
        ["replications"] => WritePageAsync(http, [.. _description.Replications(registry)]),
        ["providers", "Microsoft.Authorization", "roleAssignments"] => WriteListAsync(http, _description.RoleAssignments(registry, AssignedTo(http))),
        _ => ResourceManagerError.UnknownPath.WriteAsync(http),
    };

    private static string AssignedTo(HttpContext http) => http.Request.Query["$filter"].ToString().Split('\'') is ["assignedTo(", var id, ")"] ? id : string.Empty;

    private static Task WriteFoundAsync(HttpContext http, JsonObject? found, string name) =>
        found is null ? ResourceManagerError.UnknownResource(name).WriteAsync(http) : WriteAsync(http, found);

    // One a page, for whoever does not go on to the next to miss something.
    private Task WritePageAsync(HttpContext http, JsonObject[] items)
    {
        int index = int.TryParse(http.Request.Query["$skipToken"], out int skip) ? Math.Clamp(skip, 0, items.Length - 1) : 0;
        var body = new JsonObject { ["value"] = new JsonArray(items[index]) };
        if (index + 1 < items.Length)
        {
            body["nextLink"] = new Uri(self.Endpoint, $"{http.Request.Path}?api-version={http.Request.Query["api-version"]}&$skipToken={index + 1}").AbsoluteUri;
        }

        return WriteAsync(http, body);
    }

    // The query is not read: there is nothing but registries, and they are asked for by the same one always.
    private async Task WriteRowsAsync(HttpContext http)
    {
        JsonNode? request = await JsonNode.ParseAsync(http.Request.Body);
        int start = int.TryParse(request?["options"]?["$skipToken"]?.GetValue<string>(), out int skip) ? skip : 0;
        JsonObject[] rows = [.. registries().Skip(start).Take(RowsOnPage).Select(_description.Row)];
        var body = new JsonObject { ["totalRecords"] = registries().Count, ["count"] = rows.Length, ["resultTruncated"] = "false", ["data"] = new JsonArray(rows) };
        if (start + rows.Length < registries().Count)
        {
            body["$skipToken"] = (start + rows.Length).ToString(CultureInfo.InvariantCulture);
        }

        await WriteAsync(http, body);
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

        if (!HttpMethods.IsGet(http.Request.Method) && !(HttpMethods.IsPost(http.Request.Method) && Is(http.Request.Path.Value!, Graph)))
        {
            return ResourceManagerError.UnsupportedMethod;
        }

        return http.Request.Query.ContainsKey("api-version") ? null : ResourceManagerError.NoApiVersion;
    }

    // The description that Azure Stack Hub gives of itself, with the AD FS that it may have as its identity provider.
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
}
