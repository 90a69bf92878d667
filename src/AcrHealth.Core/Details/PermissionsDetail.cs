using System.Diagnostics.CodeAnalysis;
using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The permissions of the caller on a repository, according to the registry's access token.</summary>
public sealed class PermissionsDetail : HttpDetail
{
    [SetsRequiredMembers]
    internal PermissionsDetail(HttpDetail exchange)
        : base(exchange)
    {
    }

    /// <summary>The repository.</summary>
    public string Repository { get; init; } = string.Empty;

    /// <summary>The actions that the caller is allowed: pull, push, metadata_read, metadata_write, delete.</summary>
    public IReadOnlyList<string> Granted { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The actions among these that the caller is denied.</summary>
    public IReadOnlyList<string> Missing { get; init => field = Indexable.Of(value); } = [];
}
