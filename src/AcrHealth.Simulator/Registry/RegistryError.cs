using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>Answers with an error as the distribution specification has them, in Azure's words.</summary>
internal static class RegistryError
{
    public static Task WriteAsync(HttpContext http, int status, string code, string message, JsonNode? detail = null)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message, ["detail"] = detail };
        return JsonAnswer.WriteAsync(http, status, new JsonObject { ["errors"] = new JsonArray(error) });
    }

    public static Task UnauthorizedAsync(HttpContext http)
    {
        string correlationId = http.Response.Headers[RegistryHeaders.CorrelationId].ToString();
        return UnauthorizedAsync(
            http,
            $"authentication required, visit https://aka.ms/acr/authorization for more information. CorrelationId: {correlationId}");
    }

    public static Task UnauthorizedAsync(HttpContext http, string message) =>
        WriteAsync(http, StatusCodes.Status401Unauthorized, "UNAUTHORIZED", message);

    public static Task BadRequestAsync(HttpContext http, string message) =>
        WriteAsync(http, StatusCodes.Status400BadRequest, "UNAUTHORIZED", message);

    public static Task MethodNotAllowedAsync(HttpContext http) =>
        WriteAsync(http, StatusCodes.Status405MethodNotAllowed, "UNSUPPORTED", "The operation is unsupported.");

    public static Task NotFoundAsync(HttpContext http, string code, string message, JsonNode? detail = null) =>
        WriteAsync(http, StatusCodes.Status404NotFound, code, message, detail);
}
