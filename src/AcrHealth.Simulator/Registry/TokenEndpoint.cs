using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AcrHealth.Simulator.Registry;

/// <summary>
/// <c>/oauth2/token</c>: access tokens, by POST for a refresh token or a password (https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md),
/// by GET with Basic authentication or anonymously (https://distribution.github.io/distribution/spec/auth/token/).
/// </summary>
internal sealed class TokenEndpoint(string loginServer, Func<RegistryScope, RegistryScope?> grant, RegistryService service)
{
    public const string Path = "/oauth2/token";

    public async Task AnswerAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method))
        {
            IQueryCollection query = http.Request.Query;
            await AnswerAsync(http, Identify(http.Request), query["service"], query["scope"]);
        }
        else if (!HttpMethods.IsPost(http.Request.Method))
        {
            await RegistryError.MethodNotAllowedAsync(http);
        }
        else if (await UrlEncodedForm.ReadAsync(http.Request) is not { } form)
        {
            await RegistryError.BadRequestAsync(http, "the body must be of type application/x-www-form-urlencoded");
        }
        else if (form["grant_type"] == "refresh_token")
        {
            RegistrySubject? subject = RegistrySubject.FromRefreshToken(form["refresh_token"].ToString(), loginServer, service);
            await AnswerAsync(http, subject, form["service"], form["scope"]);
        }
        else if (form["grant_type"] == "password")
        {
            var credential = new BasicCredential(form["username"].ToString(), form["password"].ToString());
            RegistrySubject? subject = RegistrySubject.FromPassword(credential, loginServer, service);
            await AnswerAsync(http, subject, form["service"], form["scope"]);
        }
        else
        {
            await RegistryError.BadRequestAsync(http, "grant_type must be refresh_token or password");
        }
    }

    private static bool MayBeGranted(RegistryScope scope, RegistrySubject subject) => !subject.IsAnonymous
        || (scope.Type == "repository" && Repositories.IsPublic(scope.Name) && scope.Actions.All(action => action is "pull" or "metadata_read"));

    private RegistrySubject? Identify(HttpRequest request)
    {
        if (StringValues.IsNullOrEmpty(request.Headers.Authorization))
        {
            return RegistrySubject.Anonymous(service);
        }

        BasicCredential? credential = BasicCredential.From(request);
        return credential is null ? null : RegistrySubject.FromPassword(credential, loginServer, service);
    }

    private Task AnswerAsync(HttpContext http, RegistrySubject? subject, StringValues requestedService, StringValues requestedScopes)
    {
        if (requestedService != loginServer)
        {
            return RegistryError.BadRequestAsync(http, $"service must be {loginServer}");
        }

        RegistryScope?[] scopes =
        [
            .. requestedScopes
                .SelectMany(scope => (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(RegistryScope.Parse),
        ];
        if (scopes.Contains(null))
        {
            return RegistryError.BadRequestAsync(http, "scope must have the form type:name:actions");
        }

        RegistryScope[] granted = subject is null ? [] : [.. scopes.Where(scope => MayBeGranted(scope!, subject))!];
        if (subject is null || (subject.IsAnonymous && granted.Length == 0))
        {
            return RegistryError.UnauthorizedAsync(http);
        }

        IEnumerable<RegistryScope> access = granted.Select(grant).OfType<RegistryScope>().Select(scope => subject.HasEveryRepository ? scope.OfEveryRepository() : scope);
        string token = service.Tokens.IssueAccessToken(loginServer, subject, access);
        return JsonResponse.WriteChunkedAsync(http, new JsonObject { ["access_token"] = token });
    }
}
