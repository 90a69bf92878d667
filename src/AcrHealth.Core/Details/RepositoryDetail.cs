using System.Diagnostics.CodeAnalysis;
using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The actions that a registry allows the caller on a repository.</summary>
public sealed class RepositoryDetail : HttpDetail
{
    [SetsRequiredMembers]
    internal RepositoryDetail(HttpDetail exchange)
        : base(exchange)
    {
    }

    /// <summary>The repository's name.</summary>
    public string Repository { get; init; } = string.Empty;

    /// <summary>The actions that the access token claims for the repository; null if the token does not list them.</summary>
    public IReadOnlyList<string>? GrantedActions { get; init => field = value is null ? null : Indexable.Of(value); }
}
