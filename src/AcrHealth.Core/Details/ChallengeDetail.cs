using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>How a registry asks people to sign in.</summary>
public sealed class ChallengeDetail : HttpDetail
{
    /// <summary>The authentication schemes that it offers, in its order.</summary>
    public IReadOnlyList<string> Schemes { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Where its token service is; null where it names none.</summary>
    public string? Realm { get; init; }

    /// <summary>The name by which the token service knows the registry; null where it names none.</summary>
    public string? Service { get; init; }
}
