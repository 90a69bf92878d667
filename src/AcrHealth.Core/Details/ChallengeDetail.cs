using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The authentication challenge of a registry.</summary>
public sealed class ChallengeDetail : HttpDetail
{
    /// <summary>The authentication schemes that it offers, in the order of the response.</summary>
    public IReadOnlyList<string> Schemes { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The URL of its token service; null if it names none.</summary>
    public string? Realm { get; init; }

    /// <summary>The name by which the token service knows the registry; null if it names none.</summary>
    public string? Service { get; init; }
}
