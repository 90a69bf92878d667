namespace AcrHealth.Registry;

/// <summary>How a registry lets people sign in, and the client to do it with.</summary>
/// <param name="Client">The client that is connected to the registry.</param>
/// <param name="TokenService">Where it gives tokens, on its own origin; null where it offers none.</param>
/// <param name="Service">The name by which the token service knows the registry.</param>
internal sealed record RegistryChallenge(RegistryClient Client, Uri? TokenService, string? Service)
{
    /// <summary>Where Entra tokens are exchanged: beside the token service, on the same origin.</summary>
    public Uri Exchange => new(TokenService!, "/oauth2/exchange");

    /// <summary>The token service's URL with a query of ours. A path of two slashes in front would pass for another host if it were joined.</summary>
    public Uri TokensWith(string query) => new UriBuilder(TokenService!) { Query = query, Fragment = string.Empty }.Uri;
}
