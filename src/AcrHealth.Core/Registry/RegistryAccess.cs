using System.Net;
using System.Net.Http.Headers;
using AcrHealth.Identity;

namespace AcrHealth.Registry;

/// <summary>What a registry lets the caller do, and how each request proves it.</summary>
/// <param name="Session">How it was reached.</param>
/// <param name="Authorization">The access token, or user name and password where the registry has no tokens. Never shown.</param>
internal sealed record RegistryAccess(RegistrySession Session, AuthenticationHeaderValue Authorization)
{
    /// <summary>The first repositories of the catalog; null if it was not read, or may not be.</summary>
    public IReadOnlyList<string>? Repositories { get; init; }

    /// <summary>The access that a token gives; null for what no header can carry.</summary>
    public static RegistryAccess? FromToken(RegistrySession session, string token) =>

        // RFC 6750 allows fewer characters still; what ends the header's line is what matters.
        token.All(c => c is > ' ' and <= '~') ? new(session, new AuthenticationHeaderValue("Bearer", token)) : null;

    /// <summary>The access that an answer of the token service gives; null where it gives none.</summary>
    public static RegistryAccess? FromAnswer(RegistrySession session, RegistryResponse answer) =>
        answer.Status == HttpStatusCode.OK && TokenResponse.Read(answer.Body, "access_token", "token") is { } token ? FromToken(session, token) : null;

    /// <summary>Asks for the access of another scope; the same where the registry has no tokens, and null where it gives none.</summary>
    /// <exception cref="HttpRequestException">No whole answer came.</exception>
    public async Task<RegistryAccess?> ForAsync(SignInMethod signIn, string scope, CancellationToken cancellationToken)
    {
        if (Session.Challenge.TokenService is null)
        {
            return this;
        }

        using HttpRequestMessage request = TokenRequest.For(Session, signIn, scope);
        return FromAnswer(Session, await Session.Challenge.Client.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A request that proves it.</summary>
    public HttpRequestMessage Request(HttpMethod method, Uri url)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = Authorization;
        return request;
    }

    /// <summary>The same for a manifest, with all kinds of them that are known.</summary>
    public HttpRequestMessage ManifestRequest(HttpMethod method, Uri url)
    {
        HttpRequestMessage request = Request(method, url);
        foreach (string kind in ImageManifest.Accepted)
        {
            request.Headers.Accept.Add(new(kind));
        }

        return request;
    }

    /// <summary>What the access token says that it allows on a repository; null where it does not tell, or there is none.</summary>
    public IReadOnlyList<string>? ActionsOn(string repository) =>
        Authorization is { Scheme: "Bearer", Parameter: { } token } ? AccessClaims.Actions(token, repository) : null;

    public override string ToString() => nameof(RegistryAccess);
}
