using System.Net;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Entra;

/// <summary>A client asking for a token in its own name (RFC 6749, 4.4).</summary>
internal sealed record TokenRequest(string GrantType, string ClientId, string ClientSecret, string Scope, string Resource)
{
    private const string DefaultScope = "/.default";

    public static async Task<TokenRequest?> ReadAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || await UrlEncodedForm.ReadAsync(request) is not { } form)
        {
            return null;
        }

        // In the header, both halves are URL-encoded before they are joined (RFC 6749, 2.3.1).
        BasicCredential? header = BasicCredential.From(request);
        return new TokenRequest(
            form["grant_type"].ToString(),
            header is null ? form["client_id"].ToString() : WebUtility.UrlDecode(header.UserName),
            header is null ? form["client_secret"].ToString() : WebUtility.UrlDecode(header.Password),
            form["scope"].ToString(),
            form["resource"].ToString());
    }

    /// <summary>Returns the first error of the request, in the order in which Entra ID checks for them; <see langword="null"/> if there is none.</summary>
    public EntraError? Check(ClientRegistration client)
    {
        if (GrantType != "client_credentials")
        {
            return EntraError.UnsupportedGrant(GrantType);
        }

        if (!ClientId.Equals(client.Principal.ClientId, StringComparison.OrdinalIgnoreCase))
        {
            return EntraError.UnknownClient(ClientId, client.TenantId);
        }

        if (ClientSecret.Length == 0)
        {
            return EntraError.NoSecret();
        }

        if (ClientSecret != client.Secret)
        {
            return EntraError.WrongSecret(ClientId);
        }

        if (Audience() is not { } audience)
        {
            return EntraError.InvalidScope(Scope);
        }

        return KnownAudiences.Contains(audience) ? null : EntraError.UnknownResource(audience, client.TenantId);
    }

    /// <summary>
    /// The resource that the token is for, by version 2's scope or version 1's resource; <see langword="null"/> if it is not said.
    /// </summary>
    public string? Audience()
    {
        if (Scope.EndsWith(DefaultScope, StringComparison.Ordinal))
        {
            return Scope[..^DefaultScope.Length];
        }

        return Resource.Length > 0 ? Resource : null;
    }
}
