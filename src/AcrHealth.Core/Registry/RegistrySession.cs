namespace AcrHealth.Registry;

/// <summary>What has been reached with a registry before an access token is asked for.</summary>
/// <param name="Challenge">How it lets people sign in.</param>
/// <param name="RefreshToken">The refresh token; null where the way of signing in does without. Never shown.</param>
internal sealed record RegistrySession(RegistryChallenge Challenge, string? RefreshToken)
{
    public override string ToString() => nameof(RegistrySession);
}
