using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Faults;

/// <summary>
/// Behaves like a registry that accepts everything: a client careless with its tokens must have no reason to stop before it hands
/// them over.
/// </summary>
internal static class TokenTrapHost
{
    public static Task AnswerAsync(HttpContext http, OtherHost host)
    {
        if (http.Request.Path.StartsWithSegments("/oauth2"))
        {
            var tokens = new JsonObject { ["refresh_token"] = "bait", ["access_token"] = "bait" };
            return JsonResponse.WriteAsync(http, StatusCodes.Status200OK, tokens);
        }

        if (http.Request.Headers.Authorization.Count > 0)
        {
            return JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject());
        }

        RegistryHeaders.Add(http);
        http.Response.Headers.WWWAuthenticate =
            BearerChallenge.Text($"{host.Scheme}://{host.Authority}/oauth2/token", host.Authority);
        return RegistryError.UnauthorizedAsync(http);
    }
}
