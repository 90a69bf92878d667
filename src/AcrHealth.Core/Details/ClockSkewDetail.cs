namespace AcrHealth.Details;

/// <summary>This machine's clock beside a registry's.</summary>
public sealed class ClockSkewDetail
{
    /// <summary>How far the registry's clock is ahead of this machine's, in whole seconds; negative where it is behind.</summary>
    public required TimeSpan ClockSkew { get; init; }

    /// <summary>How much of that can be due to the way to and fro, and to times that HTTP tells in whole seconds.</summary>
    public required TimeSpan Uncertainty { get; init; }

    /// <summary>The request whose answer told the registry's time.</summary>
    public string? Request { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ClockSkew:c} ± {Uncertainty:c}";
}
