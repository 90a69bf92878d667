using System.Globalization;
using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using static AcrHealth.Simulator.Faults.FaultResponses;

namespace AcrHealth.Simulator.Faults;

/// <summary>Registries that ask to come back later.</summary>
internal static class ThrottlingFaults
{
    private const string TooManyRequests = "CONNECTIVITY_TOOMANYREQUESTS_ERROR";

    public static IEnumerable<Fault> All =>
    [
        new("too-many-requests-date", TooManyRequests, "It answers 429 and gives the time at which to try again.")
        {
            Behavior = new() { Answer = ThrottledFor(TimeSpan.FromMinutes(2)) },
        },
        new("too-many-requests-silent", TooManyRequests, "It answers 429 and does not say when to try again.")
        {
            Expected = new("RegistryThrottled", "throttling"),
            Behavior = new() { Answer = Throttled },
        },
        new("throttled-once", null, "It answers the first request of a connection with 429, asks to wait a second, and works afterwards.")
        {
            Behavior = new() { Answer = FirstAt(Root, WithHeader("Retry-After", _ => "1", Throttled)) },
        },
        new("throttled-once-date", null, "The same, and it gives the time at which to try again.")
        {
            Behavior = new() { Answer = FirstAt(Root, ThrottledFor(TimeSpan.FromSeconds(2))) },
        },
        new("throttled-once-silent", null, "The same, and it does not say when to try again.") { Behavior = new() { Answer = FirstAt(Root, Throttled) } },
        new("refresh-throttled-once", null, "It answers the first exchange of an Entra token with 429, asks to wait a second, and works afterwards.")
        {
            Behavior = new() { Answer = FirstAt(ExchangeEndpoint.Path, WithHeader("Retry-After", _ => "1", Throttled)) },
        },
        new("access-throttled-once", null, "It answers the first request for an access token with 429, asks to wait a second, and works afterwards.")
        {
            Behavior = new() { Answer = FirstAt(TokenEndpoint.Path, WithHeader("Retry-After", _ => "1", Throttled)) },
        },
    ];

    public static FaultResponse Throttled { get; } = Error(StatusCodes.Status429TooManyRequests, "TOOMANYREQUESTS", "too many requests");

    // Counted by connection, not by registry: each client finds the registry as the first one did.
    private static FaultResponse FirstAt(string path, FaultResponse answer) => At(
        path,
        (registry, http, healthy) => http.Features.GetRequiredFeature<IConnectionItemsFeature>().Items.TryAdd(path, null)
            ? answer(registry, http, healthy)
            : healthy(http));

    // Both dates are of one moment: the server's own for its answers may be a second old.
    private static FaultResponse ThrottledFor(TimeSpan time) => (registry, http, healthy) =>
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        http.Response.Headers.Date = HttpDate(now);
        http.Response.Headers.RetryAfter = HttpDate(now + time);
        return Throttled(registry, http, healthy);
    };

    private static string HttpDate(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
