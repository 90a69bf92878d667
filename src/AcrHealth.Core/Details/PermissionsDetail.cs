using System.Diagnostics.CodeAnalysis;
using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The permissions that a caller has on a repository, by the token that the registry gives.</summary>
public sealed class PermissionsDetail : HttpDetail
{
    [SetsRequiredMembers]
    internal PermissionsDetail(HttpDetail exchange)
        : base(exchange)
    {
    }

    /// <summary>The repository.</summary>
    public string Repository { get; init; } = string.Empty;

    /// <summary>What the caller may do: pull, push, metadata_read, metadata_write, delete.</summary>
    public IReadOnlyList<string> Granted { get; init => field = Indexable.Of(value); } = [];

    /// <summary>What of these the caller may not do.</summary>
    public IReadOnlyList<string> Missing { get; init => field = Indexable.Of(value); } = [];
}
