using System.Net;
using System.Net.Http.Headers;
using AcrHealth.Identity;

namespace AcrHealth.Registry;

/// <summary>The caller's access to a registry, with the credential that each request carries.</summary>
/// <param name="Session">The session that the access was obtained in.</param>
/// <param name="Authorization">The access token, or user name and password where the registry has no tokens. Never shown.</param>
internal sealed record RegistryAccess(RegistrySession Session, AuthenticationHeaderValue Authorization)
{
    /// <summary>The first repositories of the catalog; null if it was not read, or may not be.</summary>
    public IReadOnlyList<string>? Repositories { get; init; }

    /// <summary>The access that a token gives; null for a token that no header can carry.</summary>
    public static RegistryAccess? FromToken(RegistrySession session, string token) =>

        // RFC 6750 allows even fewer characters; the ones that matter here are those that would break the header's line.
        token.All(c => c is > ' ' and <= '~') ? new(session, new AuthenticationHeaderValue("Bearer", token)) : null;

    /// <summary>The access that a response of the token service gives; null if it gives none.</summary>
    public static RegistryAccess? FromAnswer(RegistrySession session, RegistryResponse answer) =>
        answer.Status == HttpStatusCode.OK && TokenResponse.Read(answer.Body, "access_token", "token") is { } token ? FromToken(session, token) : null;

    /// <summary>Requests the access for another scope: the same access if the registry has no tokens; null if it gives none.</summary>
    /// <exception cref="HttpRequestException">No complete response arrived.</exception>
    public async Task<RegistryAccess?> ForAsync(SignInMethod signIn, string scope, CancellationToken cancellationToken)
    {
        if (Session.Challenge.TokenService is null)
        {
            return this;
        }

        using HttpRequestMessage request = TokenRequest.For(Session, signIn, scope);
        return FromAnswer(Session, await Session.Challenge.Client.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Creates a request that carries the credential.</summary>
    public HttpRequestMessage Request(HttpMethod method, Uri url)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = Authorization;
        return request;
    }

    /// <summary>Creates a request for a manifest that carries the credential and accepts all known kinds of manifest.</summary>
    public HttpRequestMessage ManifestRequest(HttpMethod method, Uri url)
    {
        HttpRequestMessage request = Request(method, url);
        foreach (string kind in ImageManifest.Accepted)
        {
            request.Headers.Accept.Add(new(kind));
        }

        return request;
    }

    /// <summary>The actions that the access token allows on a repository; null if the token does not say, or there is no token.</summary>
    public IReadOnlyList<string>? ActionsOn(string repository) =>
        Authorization is { Scheme: "Bearer", Parameter: { } token } ? AccessClaims.Actions(token, repository) : null;

    public override string ToString() => nameof(RegistryAccess);
}
