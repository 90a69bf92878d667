using System.Globalization;
using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.ManagedIdentity;

/// <summary>
/// The token endpoint that App Service gives to its applications
/// (https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference). It has a system-assigned identity
/// for requests that name none, and one user-assigned.
/// </summary>
internal sealed class ManagedIdentityEndpoint(Principal userAssigned, string header, EntraTokens tokens, SimulatedManagedIdentity settings)
{
    public const string Path = "/msi/token";

    private const string ApiVersion = "2019-08-01";

    private readonly Principal _systemAssigned = Principal.Create();

    public Task AnswerAsync(HttpContext http)
    {
        IQueryCollection query = http.Request.Query;
        string clientId = query["client_id"].ToString();
        string resource = query["resource"].ToString();
        if (Faulty(http, clientId) is { } fault)
        {
            return fault;
        }

        if (http.Request.Path != Path || !HttpMethods.IsGet(http.Request.Method))
        {
            return RefuseAsync(http, StatusCodes.Status404NotFound, "No such endpoint.");
        }

        if (http.Request.Headers["X-IDENTITY-HEADER"] != header)
        {
            return RefuseAsync(http, StatusCodes.Status401Unauthorized, "The X-IDENTITY-HEADER header is missing or wrong.");
        }

        if (query["api-version"] != ApiVersion)
        {
            return RefuseAsync(http, StatusCodes.Status400BadRequest, $"The api-version must be {ApiVersion}.");
        }

        if (!KnownAudiences.Contains(resource))
        {
            return RefuseAsync(http, StatusCodes.Status400BadRequest, "The resource principal was not found in the tenant.");
        }

        if (clientId.Length > 0 && !clientId.Equals(userAssigned.ClientId, StringComparison.OrdinalIgnoreCase))
        {
            return RefuseAsync(
                http,
                StatusCodes.Status400BadRequest,
                "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.");
        }

        return WriteTokenAsync(http, clientId.Length == 0 ? _systemAssigned : userAssigned, resource);
    }

    private Task? Faulty(HttpContext http, string clientId) => settings.Fault switch
    {
        ManagedIdentityFault.Several when clientId.Length == 0 => JsonResponse.WriteAsync(http, StatusCodes.Status400BadRequest, new JsonObject
        {
            ["error"] = "invalid_request",
            ["error_description"] = "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request",
        }),
        ManagedIdentityFault.NoIdentity => JsonResponse.WriteAsync(http, StatusCodes.Status400BadRequest, new JsonObject
        {
            ["error"] = "invalid_request",
            ["error_description"] = "Identity not found",
        }),
        ManagedIdentityFault.ProxyPage => BytesResponse.WriteAsync(http, StatusCodes.Status403Forbidden, "<html><body>Blocked by policy</body></html>", "text/html"),
        ManagedIdentityFault.Refused => JsonResponse.WriteAsync(http, StatusCodes.Status400BadRequest, new JsonObject
        {
            ["error"] = "unsupported_request",
            ["error_description"] = "The endpoint does not support this request",
        }),
        ManagedIdentityFault.Silent => Task.Delay(Timeout.Infinite, http.RequestAborted),
        _ => null,
    };

    private static Task RefuseAsync(HttpContext http, int status, string message) =>
        JsonResponse.WriteAsync(http, status, new JsonObject { ["statusCode"] = status, ["message"] = message });

    private Task WriteTokenAsync(HttpContext http, Principal principal, string resource)
    {
        long expires = (DateTimeOffset.UtcNow + EntraTokens.DefaultLifetime).ToUnixTimeSeconds();
        return JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["access_token"] = tokens.Issue(principal, resource, EntraTokens.DefaultLifetime),
            ["expires_on"] = expires.ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
            ["client_id"] = principal.ClientId,
        });
    }
}
