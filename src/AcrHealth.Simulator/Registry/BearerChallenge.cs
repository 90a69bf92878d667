using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>Tells a client where to get a token, and what was wrong with the one it sent.</summary>
internal static class BearerChallenge
{
    public static Task AnswerAsync(HttpContext http, string loginServer, RegistryScope? scope, string? error)
    {
        string challenge = Text($"https://{loginServer}/oauth2/token", loginServer);
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

    public static string Text(string realm, string service) => $"Bearer realm=\"{realm}\",service=\"{service}\"";
}
