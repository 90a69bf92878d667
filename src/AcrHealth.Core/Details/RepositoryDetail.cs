using System.Diagnostics.CodeAnalysis;
using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>What a registry lets the caller do with a repository.</summary>
public sealed class RepositoryDetail : HttpDetail
{
    [SetsRequiredMembers]
    internal RepositoryDetail(HttpDetail exchange)
        : base(exchange)
    {
    }

    /// <summary>The repository's name.</summary>
    public string Repository { get; init; } = string.Empty;

    /// <summary>The actions that the access token says it allows on the repository; null where it does not tell.</summary>
    public IReadOnlyList<string>? GrantedActions { get; init => field = value is null ? null : Indexable.Of(value); }
}
