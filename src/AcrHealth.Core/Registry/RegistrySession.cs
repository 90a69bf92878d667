namespace AcrHealth.Registry;

/// <summary>The state of signing in to a registry before an access token is requested.</summary>
/// <param name="Challenge">The sign-in that the registry offers.</param>
/// <param name="RefreshToken">The refresh token; null if the sign-in method does not use one. Never shown.</param>
internal sealed record RegistrySession(RegistryChallenge Challenge, string? RefreshToken)
{
    public override string ToString() => nameof(RegistrySession);
}
