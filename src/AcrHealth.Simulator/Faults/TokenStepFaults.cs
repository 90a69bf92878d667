using System.Net;
using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Http;
using static AcrHealth.Simulator.Faults.FaultResponses;

namespace AcrHealth.Simulator.Faults;

/// <summary>The faults that the responses to an exchange of the Entra token and to a request for an access token have in common.</summary>
internal static class TokenStepFaults
{
    private const string TooManyRequests = "CONNECTIVITY_TOOMANYREQUESTS_ERROR";
    private const string Json = "application/json";
    private const int Depth = 5000;
    private const int Huge = 5 * 1024 * 1024;

    private static readonly int[] TheServerErrors = [500, 503, 504];

    public static IEnumerable<Fault> All =>
    [
        .. Step("refresh", "CONNECTIVITY_REFRESH_TOKEN_ERROR", ExchangeEndpoint.Path, "exchange of the Entra token", "refresh_token"),
        .. Step("access", "CONNECTIVITY_ACCESS_TOKEN_ERROR", TokenEndpoint.Path, "request for an access token", "access_token"),
        .. ServerErrors("challenge", "CONNECTIVITY_CHALLENGE_ERROR", Root, "request without credentials"),
    ];

    private static IEnumerable<Fault> Step(string prefix, string code, string path, string step, string member) =>
    [
        .. ServerErrors(prefix, code, path, step),
        new($"{prefix}-empty", code, $"It answers the {step} with nothing.")
        {
            Expected = new("TokenAnswerEmpty", $"no {member}"),
            Behavior = new() { Answer = At(path, Body(string.Empty, Json)) },
        },
        new($"{prefix}-deep", code, $"It answers the {step} with JSON that is nested {Depth} deep.")
        {
            Expected = new("TokenMissing", $"no {member}"),
            Behavior = new() { Answer = At(path, Body($"{{\"{member}\":{new string('[', Depth)}{new string(']', Depth)}}}", Json)) },
        },
        new($"{prefix}-huge", code, $"It answers the {step} with 5 MB of JSON.")
        {
            Expected = new("AnswerTooLong", "longer than any registry's"),
            Behavior = new() { Answer = At(path, Body($"{{\"padding\":\"{new string('x', Huge)}\",\"{member}\":\"token\"}}", Json)) },
        },
        new($"{prefix}-wrong-type", code, $"It answers the {step} with a number for a token.")
        {
            Expected = new("TokenMissing", $"no {member}"),
            Behavior = new() { Answer = At(path, Body($"{{\"{member}\":42}}", Json)) },
        },
        new($"{prefix}-list", code, $"It answers the {step} with a list.") { Behavior = new() { Answer = At(path, Body($"[\"{member}\"]", Json)) } },
        new($"{prefix}-redirect", code, $"It redirects the {step} to another host, which would take everything.")
        {
            Expected = new("RequestRedirected", "HTTP 307"),
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                Answer = At(path, (registry, http, _) =>
                {
                    http.Response.Redirect($"https://{registry.OtherHost!.Authority}{path}", permanent: false, preserveMethod: true);
                    return Task.CompletedTask;
                }),
            },
        },
        new($"{prefix}-too-many-requests", TooManyRequests, $"It answers the {step} with 429 and asks to wait 30 seconds.")
        {
            Expected = new("RegistryThrottledUntil", "for another 30 s"),
            Behavior = new() { Answer = At(path, WithHeader("Retry-After", _ => "30", ThrottlingFaults.Throttled)) },
        },
    ];

    private static IEnumerable<Fault> ServerErrors(string prefix, string code, string path, string step) =>
        TheServerErrors.Select(status => new Fault($"{prefix}-{status}", code, $"It answers the {step} with {status}.")
        {
            Expected = new("ServerError", $"HTTP {status} {(HttpStatusCode)status}"),
            Behavior = new() { Answer = At(path, Error(status, "UNKNOWN", "something went wrong")) },
        });
}
