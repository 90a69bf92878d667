namespace AcrHealth.Details;

/// <summary>The difference between this machine's clock and a registry's.</summary>
public sealed class ClockSkewDetail
{
    /// <summary>The time that the registry's clock is ahead of this machine's, in whole seconds; negative if it is behind.</summary>
    public required TimeSpan ClockSkew { get; init; }

    /// <summary>The margin of error: the round-trip time, and the whole seconds in which HTTP gives times.</summary>
    public required TimeSpan Uncertainty { get; init; }

    /// <summary>The request whose response contained the registry's time.</summary>
    public string? Request { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ClockSkew:c} ± {Uncertainty:c}";
}
