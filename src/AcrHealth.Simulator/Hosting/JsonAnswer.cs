using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Hosting;

/// <summary>Answers with JSON.</summary>
internal static class JsonAnswer
{
    public static Task WriteAsync(HttpContext http, int status, JsonNode body) =>
        BytesAnswer.WriteAsync(http, status, WireJson.Serialize(body), "application/json; charset=utf-8");
}
