using System.Globalization;
using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Entra;

/// <summary>
/// An error of Microsoft Entra ID: OAuth's error, and its own AADSTS number
/// (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
/// </summary>
internal sealed record EntraError(int Status, string Error, int Code, string Description)
{
    public static EntraError UnknownTenant(string tenant) => new(
        StatusCodes.Status400BadRequest,
        "invalid_request",
        90002,
        $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");

    public static EntraError UnknownClient(string clientId, string tenant) => new(
        StatusCodes.Status400BadRequest,
        "unauthorized_client",
        700016,
        $"Application with identifier '{clientId}' was not found in the directory '{tenant}'.");

    public static EntraError NoSecret() => new(
        StatusCodes.Status401Unauthorized,
        "invalid_client",
        7000218,
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public static EntraError WrongSecret(string clientId) => new(
        StatusCodes.Status401Unauthorized,
        "invalid_client",
        7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret "
            + $"ID, for a secret added to app '{clientId}'.");

    public static EntraError UnknownResource(string resource, string tenant) => new(
        StatusCodes.Status400BadRequest,
        "invalid_resource",
        500011,
        $"The resource principal named {resource} was not found in the tenant named {tenant}.");

    public static EntraError InvalidScope(string scope) => new(
        StatusCodes.Status400BadRequest,
        "invalid_scope",
        1002012,
        $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to "
            + "the resource identifier (application ID URI).");

    public static EntraError UnsupportedGrant(string grant) => new(
        StatusCodes.Status400BadRequest, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");

    public static EntraError Malformed() => new(
        StatusCodes.Status400BadRequest,
        "invalid_request",
        900144,
        "The request must be a POST of type application/x-www-form-urlencoded with the parameter 'grant_type'.");

    public Task WriteAsync(HttpContext http)
    {
        string traceId = Guid.NewGuid().ToString();
        string correlationId = http.Request.Headers["client-request-id"].FirstOrDefault() ?? Guid.NewGuid().ToString();
        string timestamp = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return JsonResponse.WriteAsync(http, Status, new JsonObject
        {
            ["error"] = Error,
            ["error_description"] =
                $"AADSTS{Code}: {Description} Trace ID: {traceId} Correlation ID: {correlationId} Timestamp: {timestamp}",
            ["error_codes"] = new JsonArray(Code),
            ["timestamp"] = timestamp,
            ["trace_id"] = traceId,
            ["correlation_id"] = correlationId,
            ["error_uri"] = $"https://login.microsoftonline.com/error?code={Code}",
        });
    }
}
