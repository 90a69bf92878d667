using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Hosting;

/// <summary>Responds with JSON.</summary>
internal static class JsonResponse
{
    public const string ContentType = "application/json; charset=utf-8";

    public static Task WriteAsync(HttpContext http, int status, JsonNode body) => BytesResponse.WriteAsync(http, status, WireJson.Serialize(body), ContentType);

    /// <summary>Responds in chunks, without a length, as the token service does.</summary>
    public static async Task WriteChunkedAsync(HttpContext http, JsonNode body)
    {
        http.Response.ContentType = ContentType;
        await http.Response.Body.WriteAsync(WireJson.Serialize(body), http.RequestAborted);

        // A body that is written at once and ends there would be sent with its length.
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
