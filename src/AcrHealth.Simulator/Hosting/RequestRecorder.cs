using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AcrHealth.Simulator.Hosting;

/// <summary>Notes a request before it is answered, so that one that never gets an answer is seen too.</summary>
internal static class RequestRecorder
{
    public static async Task RecordAsync(HttpContext http, Traffic traffic)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        http.Request.Body = body;

        var recorded = new RecordedRequest
        {
            Time = DateTimeOffset.UtcNow,
            Method = http.Request.Method,
            Target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Host = http.Request.Headers.Host.ToString(),
            Authorization = http.Request.Headers.TryGetValue("Authorization", out var value) ? value.ToString() : null,
            Headers = http.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length),
        };
        traffic.Add(recorded);

        // Once the client has read a status, the log must have it as well: afterwards would be too late.
        http.Response.OnStarting(() =>
        {
            recorded.Status = http.Response.StatusCode;
            return Task.CompletedTask;
        });
    }
}
