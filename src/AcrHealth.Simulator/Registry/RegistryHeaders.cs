using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>The headers that Azure Container Registry's front end puts on every answer, good or bad.</summary>
internal static class RegistryHeaders
{
    public const string CorrelationId = "X-Ms-Correlation-Request-Id";

    public static void Add(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.Server = "AzureContainerRegistry";
        headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers.XContentTypeOptions = "nosniff";
        headers[CorrelationId] = Guid.NewGuid().ToString();
        if (http.Request.Path.StartsWithSegments("/v2"))
        {
            headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        }
    }
}
