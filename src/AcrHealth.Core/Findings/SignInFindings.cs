namespace AcrHealth.Findings;

/// <summary>What the checks of signing in (Entra login, credential, refresh token, access token, API) can find.</summary>
internal static class SignInFindings
{
    private static readonly FindingSet Set = new(nameof(SignInFindings));

    public static IReadOnlyList<Finding> All => Set.All;
}
