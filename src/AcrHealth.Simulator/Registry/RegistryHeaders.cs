using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AcrHealth.Simulator.Registry;

/// <summary>Puts the headers of Azure Container Registry's front end on every response, good or bad, as recordings of the service have them.</summary>
internal static class RegistryHeaders
{
    public const string CorrelationId = "X-Ms-Correlation-Request-Id";

    private const string ClientRequestId = "X-Ms-Client-Request-Id";
    private const string RequestId = "X-Ms-Request-Id";
    private const string Security = "max-age=31536000; includeSubDomains";
    private const double TokensPerSecond = 166.65;
    private const double RequestsPerSecond = 332.0;

    private static readonly StringValues Exposed = new(["Docker-Content-Digest", "WWW-Authenticate", "Link", CorrelationId]);

    public static void Add(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers[CorrelationId] = Guid.NewGuid().ToString();
        if (!http.Request.Path.StartsWithSegments(RegistryApi.Path))
        {
            // The token service spells this header in lower case.
            headers.Server = "openresty";
            headers.StrictTransportSecurity = Security;
            headers["x-ms-ratelimit-remaining-calls-per-second"] = TokensPerSecond.ToString(CultureInfo.InvariantCulture);
            return;
        }

        // Two layers of the service add the same header.
        headers.Server = "AzureContainerRegistry";
        headers.StrictTransportSecurity = new([Security, Security]);
        headers.AccessControlExposeHeaders = Exposed;
        headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        if (RepositoryPath.Parse(http.Request.Path.Value!) is not null)
        {
            headers[RequestId] = Guid.NewGuid().ToString();
            headers[ClientRequestId] = http.Request.Headers[ClientRequestId].ToString();
            headers["X-Ms-Ratelimit-Remaining-Calls-Per-Second"] = RequestsPerSecond.ToString("F6", CultureInfo.InvariantCulture);
        }
    }
}
