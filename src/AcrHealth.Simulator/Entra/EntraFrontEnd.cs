using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Entra;

/// <summary>
/// Microsoft Entra ID as far as a service principal with a secret sees it
/// (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow), under its tenant, and as an AD FS under
/// <c>/adfs</c>, which clients accept on any host without asking Microsoft about it.
/// </summary>
internal sealed class EntraFrontEnd(string authority, ClientRegistration client, TokenSigner signer, EntraTokens tokens, SimulatedIdentity identity)
{
    private const string Adfs = "adfs";

    private static readonly string[] SharedTenants = ["common", "organizations"];

    public Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        http.Response.Headers.CacheControl = "no-store, no-cache";
        http.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        string[] path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path switch
        {
            [_, "discovery", "instance"] => WriteInstanceAsync(http),
            [var tenant, "v2.0", ".well-known", "openid-configuration"] => WriteMetadataAsync(http, tenant),
            [var tenant, ".well-known", "openid-configuration"] => WriteMetadataAsync(http, tenant),
            [var tenant, "oauth2", "v2.0", "token"] => WriteTokenAsync(http, tenant),
            [var tenant, "oauth2", "token"] => WriteTokenAsync(http, tenant),
            [_, "discovery", "v2.0", "keys"] or [_, "discovery", "keys"] => WriteKeysAsync(http),
            _ => BytesResponse.WriteAsync(http, StatusCodes.Status404NotFound, "", "text/html"),
        };
    }

    private bool Knows(string tenant) => tenant == Adfs || tenant.Equals(client.TenantId, StringComparison.OrdinalIgnoreCase);

    private Task WriteInstanceAsync(HttpContext http)
    {
        var names = new JsonObject
        {
            ["preferred_network"] = authority,
            ["preferred_cache"] = authority,
            ["aliases"] = new JsonArray(authority),
        };
        return JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["tenant_discovery_endpoint"] = $"https://{authority}/{client.TenantId}/v2.0/.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new JsonArray(names),
        });
    }

    private Task WriteMetadataAsync(HttpContext http, string tenant)
    {
        if (!Knows(tenant) && !SharedTenants.Contains(tenant))
        {
            return EntraError.UnknownTenant(tenant).WriteAsync(http);
        }

        string root = $"https://{authority}/{tenant}";
        string version = tenant == Adfs ? "" : "/v2.0";
        return JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["issuer"] = $"{root}{version}",
            ["token_endpoint"] = $"{root}/oauth2{version}/token",
            ["authorization_endpoint"] = $"{root}/oauth2{version}/authorize",
            ["device_authorization_endpoint"] = $"{root}/oauth2{version}/devicecode",
            ["jwks_uri"] = $"{root}/discovery{version}/keys",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "client_secret_basic"),
            ["response_types_supported"] = new JsonArray("code", "id_token", "token"),
            ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
        });
    }

    private Task WriteKeysAsync(HttpContext http) => JsonResponse.WriteAsync(
        http, StatusCodes.Status200OK, new JsonObject { ["keys"] = new JsonArray(signer.ExportJsonWebKey()) });

    private async Task WriteTokenAsync(HttpContext http, string tenant)
    {
        if (identity.Outage is { } status)
        {
            await BytesResponse.WriteAsync(http, status, "<html><body>Our services aren't available right now</body></html>", "text/html");
            return;
        }

        TokenRequest? request = await TokenRequest.ReadAsync(http.Request);
        EntraError? error = identity.Refusal is { } number
            ? EntraRefusals.Of(number, client)
            : !Knows(tenant)
            ? EntraError.UnknownTenant(tenant)
            : request is null ? EntraError.Malformed() : request.Check(client);
        if (error is not null)
        {
            await error.WriteAsync(http);
            return;
        }

        int lifetime = (int)EntraTokens.DefaultLifetime.TotalSeconds;
        await JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = lifetime,
            ["ext_expires_in"] = lifetime,
            ["access_token"] = tokens.Issue(client.Principal, request!.Audience()!, EntraTokens.DefaultLifetime),
        });
    }
}
