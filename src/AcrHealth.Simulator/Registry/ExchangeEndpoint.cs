using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>
/// <c>/oauth2/exchange</c>: a refresh token of the registry for an access token of Microsoft Entra ID
/// (https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md).
/// </summary>
internal sealed class ExchangeEndpoint(string loginServer, RegistryService service)
{
    public const string Path = "/oauth2/exchange";

    private static readonly string[] GrantTypes = ["access_token", "access_token_refresh_token"];
    private static readonly string[] AnyTenant = ["", "common", "organizations"];

    public async Task AnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await RegistryError.MethodNotAllowedAsync(http);
        }
        else if (await UrlEncodedForm.ReadAsync(http.Request) is not { } form)
        {
            await RegistryError.BadRequestAsync(http, "the body must be of type application/x-www-form-urlencoded");
        }
        else if (!GrantTypes.Contains(form["grant_type"].ToString()))
        {
            await RegistryError.BadRequestAsync(http, "grant_type must be access_token or access_token_refresh_token");
        }
        else if (form["service"] != loginServer)
        {
            await RegistryError.BadRequestAsync(http, $"service must be {loginServer}");
        }
        else if (service.EntraTokens.VerifyForRegistry(form["access_token"].ToString()) is not { } claims)
        {
            await RegistryError.UnauthorizedAsync(http);
        }
        else
        {
            await AnswerAsync(http, claims, form["tenant"].ToString());
        }
    }

    private Task AnswerAsync(HttpContext http, JsonObject claims, string tenant)
    {
        string tokenTenant = claims["tid"]!.GetValue<string>();
        if (!AnyTenant.Contains(tenant) && !tenant.Equals(tokenTenant, StringComparison.OrdinalIgnoreCase))
        {
            return RegistryError.UnauthorizedAsync(http, "the access token is of another tenant");
        }

        string token = service.Tokens.IssueRefreshToken(loginServer, claims["oid"]!.GetValue<string>(), tokenTenant);
        return JsonResponse.WriteChunkedAsync(http, new JsonObject { ["refresh_token"] = token });
    }
}
