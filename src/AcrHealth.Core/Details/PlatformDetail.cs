using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>What platforms an image is for, and what this machine is.</summary>
public sealed class PlatformDetail
{
    /// <summary>This machine's platform: os/architecture, with a variant where there are several.</summary>
    public required string Machine { get; init; }

    /// <summary>The platforms that the image is for; empty for an artifact that is for none.</summary>
    public IReadOnlyList<string> Platforms { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The one that this machine takes; null where it takes none.</summary>
    public string? Match { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Machine}: {Match ?? "-"}";
}
