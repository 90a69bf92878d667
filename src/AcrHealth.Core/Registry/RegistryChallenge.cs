namespace AcrHealth.Registry;

/// <summary>The sign-in that a registry offers, and the client that is connected to it.</summary>
/// <param name="Client">The client that is connected to the registry.</param>
/// <param name="TokenService">The URL of its token service, on its own origin; null if it offers none.</param>
/// <param name="Service">The name by which the token service knows the registry.</param>
internal sealed record RegistryChallenge(RegistryClient Client, Uri? TokenService, string? Service)
{
    /// <summary>The URL at which Entra tokens are exchanged, on the same origin as the token service.</summary>
    public Uri Exchange => new(TokenService!, "/oauth2/exchange");

    /// <summary>The token service's URL with a given query. It is not joined: a path that begins with two slashes would be read as another host.</summary>
    public Uri TokensWith(string query) => new UriBuilder(TokenService!) { Query = query, Fragment = string.Empty }.Uri;
}
