using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>Responds with an error as the distribution specification has them, in Azure's words.</summary>
internal static class RegistryError
{
    private const string AuthenticationRequired = "authentication required, visit https://aka.ms/acr/authorization for more information.";

    /// <summary>An error; the member "detail" is left out if there is none, as the service does for most errors.</summary>
    public static Task WriteAsync(HttpContext http, int status, string code, string message, JsonNode? detail = null)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        if (detail is not null)
        {
            error["detail"] = detail;
        }

        return WriteAsync(http, status, error);
    }

    /// <summary>The response of the token service to an unknown identity.</summary>
    public static Task UnauthorizedAsync(HttpContext http) => UnauthorizedAsync(http, $"{AuthenticationRequired} CorrelationId: {CorrelationOf(http)}");

    public static Task UnauthorizedAsync(HttpContext http, string message) =>
        WriteAsync(http, StatusCodes.Status401Unauthorized, "UNAUTHORIZED", message);

    /// <summary>The response of the registry's API to a request without sufficient access: its detail names what is missing, or is null.</summary>
    public static Task UnauthorizedAsync(HttpContext http, RegistryScope? scope) => WriteAsync(http, StatusCodes.Status401Unauthorized, new JsonObject
    {
        ["code"] = "UNAUTHORIZED",
        ["message"] = AuthenticationRequired,
        ["detail"] = scope is null
            ? null
            : new JsonArray([.. scope.Actions.Select(action => new JsonObject { ["Type"] = scope.Type, ["Name"] = scope.Name, ["Action"] = action })]),
    });

    /// <summary>The response of the firewall, which names the address that it saw.</summary>
    public static Task FirewallAsync(HttpContext http, string address) => WriteAsync(
        http,
        StatusCodes.Status403Forbidden,
        "DENIED",
        $"client with IP '{address}' is not allowed access. Refer https://aka.ms/acr/firewall to grant access. CorrelationId: {CorrelationOf(http)}");

    public static Task BadRequestAsync(HttpContext http, string message) =>
        WriteAsync(http, StatusCodes.Status400BadRequest, "UNAUTHORIZED", message);

    public static Task MethodNotAllowedAsync(HttpContext http) =>
        WriteAsync(http, StatusCodes.Status405MethodNotAllowed, "UNSUPPORTED", "The operation is unsupported.");

    public static Task NotFoundAsync(HttpContext http, string code, string message, JsonNode? detail = null) =>
        WriteAsync(http, StatusCodes.Status404NotFound, code, message, detail);

    /// <summary>The response for a manifest that is not there; only tags are named in the detail.</summary>
    public static Task ManifestUnknownAsync(HttpContext http, string reference) => reference.Contains(':', StringComparison.Ordinal)
        ? NotFoundAsync(http, "MANIFEST_UNKNOWN", $"manifest {reference} is not found")
        : NotFoundAsync(http, "MANIFEST_UNKNOWN", $"manifest tagged by \"{reference}\" is not found", new JsonObject { ["Tag"] = reference });

    private static string CorrelationOf(HttpContext http) => http.Response.Headers[RegistryHeaders.CorrelationId].ToString();

    private static Task WriteAsync(HttpContext http, int status, JsonObject error)
    {
        byte[] body = WireJson.Serialize(new JsonObject { ["errors"] = new JsonArray(error) });
        bool endsLine = http.Request.Path.StartsWithSegments(RegistryApi.Path);
        return BytesResponse.WriteAsync(http, status, endsLine ? [.. body, (byte)'\n'] : body, JsonResponse.ContentType);
    }
}
