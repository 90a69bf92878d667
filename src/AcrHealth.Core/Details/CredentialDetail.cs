using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>Who signs in, and how. Never the token or password itself.</summary>
public sealed class CredentialDetail
{
    /// <summary>What the identity came from: a kind of credential by its name in Azure.Identity, AccessToken or Credential.</summary>
    public required string Source { get; init; }

    /// <summary>Where the token was asked for; null where none was.</summary>
    public string? AuthorityHost { get; init; }

    /// <summary>The scope that was asked for; null where none was.</summary>
    public string? Scope { get; init; }

    /// <summary>The token's audience; null where it cannot be read.</summary>
    public string? Audience { get; init; }

    /// <summary>The tenant that issued the token; null where it cannot be read.</summary>
    public string? TenantId { get; init; }

    /// <summary>The object id of the identity; null where it cannot be read.</summary>
    public string? ObjectId { get; init; }

    /// <summary>The application id of the identity; null where it cannot be read.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>When the token ends, in local time; null where that is unknown.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>What each source of identities said when none could be signed in.</summary>
    public IReadOnlyList<SignInAttempt> Attempts { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Source;
}
