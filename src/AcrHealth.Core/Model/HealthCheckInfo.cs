using AcrHealth.Model;

namespace AcrHealth;

/// <summary>An entry of the catalog of checks.</summary>
public sealed class HealthCheckInfo
{
    /// <summary>The check's name, as <c>-Check</c> and <c>-ExcludeCheck</c> take it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the check is about this machine or about a registry.</summary>
    public required CheckCategory Category { get; init; }

    /// <summary>The checks that must pass before this one runs.</summary>
    public required IReadOnlyList<string> Prerequisites { get; init => field = Indexable.Of(value); }

    /// <summary>The checks that this one waits for and takes into account, whatever their status.</summary>
    public required IReadOnlyList<string> After { get; init => field = Indexable.Of(value); }

    /// <summary>The error codes that this check can return.</summary>
    public required IReadOnlyList<string> Codes { get; init => field = Indexable.Of(value); }

    /// <summary>A description of the check, in the session's language.</summary>
    public required string Description { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
