using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The identity that signs in and the source of its credential. Never contains the token or password itself.</summary>
public sealed class CredentialDetail
{
    /// <summary>The source of the identity: a kind of credential by its name in Azure.Identity, AccessToken or Credential.</summary>
    public required string Source { get; init; }

    /// <summary>The authority host that was asked for the token; null if none was requested.</summary>
    public string? AuthorityHost { get; init; }

    /// <summary>The scope that was requested; null if none was.</summary>
    public string? Scope { get; init; }

    /// <summary>The token's audience; null if it cannot be read.</summary>
    public string? Audience { get; init; }

    /// <summary>The tenant that issued the token; null if it cannot be read.</summary>
    public string? TenantId { get; init; }

    /// <summary>The object id of the identity; null if it cannot be read.</summary>
    public string? ObjectId { get; init; }

    /// <summary>The application id of the identity; null if it cannot be read.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The time at which the token expires, in local time; null if it is unknown.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>The error of each source of identities, if none could sign in.</summary>
    public IReadOnlyList<SignInAttempt> Attempts { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Source;
}
