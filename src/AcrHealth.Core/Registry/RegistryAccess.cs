using System.Net.Http.Headers;

namespace AcrHealth.Registry;

/// <summary>What a registry lets the caller do, and how each request proves it.</summary>
/// <param name="Session">How it was reached.</param>
/// <param name="Authorization">The access token, or user name and password where the registry has no tokens. Never shown.</param>
internal sealed record RegistryAccess(RegistrySession Session, AuthenticationHeaderValue Authorization)
{
    /// <summary>A request that proves it.</summary>
    public HttpRequestMessage Request(HttpMethod method, Uri url)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = Authorization;
        return request;
    }

    public override string ToString() => nameof(RegistryAccess);
}
