namespace AcrHealth.Details;

/// <summary>The version of the distribution API.</summary>
public sealed class ApiVersionDetail
{
    /// <summary>The version that the registry names; "-" if it names none.</summary>
    public required string Version { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Version;
}
