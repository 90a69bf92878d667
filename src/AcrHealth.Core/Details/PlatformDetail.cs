using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The platforms of an image, compared with this machine's.</summary>
public sealed class PlatformDetail
{
    /// <summary>This machine's platform: os/architecture, with a variant if there are several.</summary>
    public required string Machine { get; init; }

    /// <summary>The platforms of the image; empty for an artifact that has none.</summary>
    public IReadOnlyList<string> Platforms { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The platform that this machine selects; null if none fits.</summary>
    public string? Match { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Machine}: {Match ?? "-"}";
}
