using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>Tells a client where to get a token, and what was wrong with the one it sent.</summary>
internal static class BearerChallenge
{
    public static Task AnswerAsync(HttpContext http, string loginServer, RegistryScope? scope, string? error)
    {
        string challenge = Of(loginServer);
        if (scope is not null)
        {
            challenge += $",scope=\"{scope}\"";
        }

        if (error is not null)
        {
            challenge += $",error=\"{error}\"";
        }

        http.Response.Headers.WWWAuthenticate = challenge;
        return RegistryError.UnauthorizedAsync(http, scope);
    }

    /// <summary>The challenge of a healthy registry.</summary>
    public static string Of(string loginServer) => Text(Realm(loginServer), loginServer);

    /// <summary>The address at which a healthy registry gives tokens.</summary>
    public static string Realm(string loginServer) => $"https://{loginServer}{TokenEndpoint.Path}";

    public static string Text(string realm, string service) => $"Bearer realm=\"{realm}\",service=\"{service}\"";
}
