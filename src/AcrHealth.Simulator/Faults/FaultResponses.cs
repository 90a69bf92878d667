using System.Globalization;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Faults;

/// <summary>The pieces that faults in HTTP are made of.</summary>
internal static class FaultResponses
{
    public const string Root = "/v2/";

    // An address that is for documentation (RFC 5737).
    private const string ClientAddress = "203.0.113.7";

    /// <summary>Reads the request and never responds.</summary>
    public static FaultResponse Never { get; } = (_, http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted);

    /// <summary>Answers one path in another way, and the others as a healthy registry does.</summary>
    public static FaultResponse At(string path, FaultResponse answer) =>
        (registry, http, healthy) => http.Request.Path == path ? answer(registry, http, healthy) : healthy(http);

    /// <summary>The same, of requests that carry credentials only.</summary>
    public static FaultResponse IfAuthorized(string path, FaultResponse answer) => (registry, http, healthy) =>
        http.Request.Headers.Authorization.Count > 0 ? At(path, answer)(registry, http, healthy) : healthy(http);

    /// <summary>Answers all of the API in another way to requests that carry credentials.</summary>
    public static FaultResponse IfAuthorizedAnywhere(FaultResponse answer) => (registry, http, healthy) =>
        http.Request.Headers.Authorization.Count > 0 && http.Request.Path.StartsWithSegments("/v2") ? answer(registry, http, healthy) : healthy(http);

    /// <summary>Answers requests without credentials in another way, and the others as a healthy registry does.</summary>
    public static FaultResponse UnlessAuthorized(FaultResponse answer) => (registry, http, healthy) =>
        http.Request.Headers.Authorization.Count > 0 ? healthy(http) : answer(registry, http, healthy);

    /// <summary>Answers as the firewall does to a client that it sees come from 203.0.113.7.</summary>
    public static FaultResponse Firewall { get; } = (_, http, _) => RegistryError.FirewallAsync(http, ClientAddress);

    /// <summary>Refuses requests for a token whose scope has an action in it, and answers the others as a healthy registry does.</summary>
    public static FaultResponse RefuseIfAsked(string action) => async (_, http, healthy) =>
    {
        http.Request.EnableBuffering();
        string scope = (await UrlEncodedForm.ReadAsync(http.Request))?["scope"].ToString() ?? string.Empty;
        http.Request.Body.Position = 0;
        await (scope.Contains(action, StringComparison.Ordinal) ? RegistryError.UnauthorizedAsync(http) : healthy(http));
    };

    public static FaultResponse Error(int status, string code, string message) =>
        (_, http, _) => RegistryError.WriteAsync(http, status, code, message);

    public static FaultResponse Body(string body, string contentType) =>
        (_, http, _) => BytesResponse.WriteAsync(http, StatusCodes.Status200OK, body, contentType);

    /// <summary>Puts a header on what <paramref name="answer"/> answers.</summary>
    public static FaultResponse WithHeader(string name, Func<SimulatedRegistry, string> value, FaultResponse answer) =>
        (registry, http, healthy) =>
        {
            http.Response.Headers[name] = value(registry);
            return answer(registry, http, healthy);
        };

    /// <summary>Answers as a healthy registry does, with another challenge, or several, or none.</summary>
    public static FaultResponse Challenge(Func<SimulatedRegistry, string[]> challenges) => (registry, http, healthy) =>
    {
        http.Response.OnStarting(() =>
        {
            if (http.Response.Headers.WWWAuthenticate.Count > 0)
            {
                http.Response.Headers.WWWAuthenticate = challenges(registry);
            }

            return Task.CompletedTask;
        });
        return healthy(http);
    };

    public static FaultResponse Redirect(Func<SimulatedRegistry, string> location) => (registry, http, _) =>
    {
        http.Response.Redirect(location(registry));
        return Task.CompletedTask;
    };

    /// <summary>Answers as a healthy registry whose clock is off does.</summary>
    public static FaultResponse ClockOff(TimeSpan by) => (_, http, healthy) =>
    {
        http.Response.Headers.Date = (DateTimeOffset.UtcNow + by).ToString("R", CultureInfo.InvariantCulture);
        return healthy(http);
    };
}
