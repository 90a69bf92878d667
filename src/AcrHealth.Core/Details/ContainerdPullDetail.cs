namespace AcrHealth.Details;

/// <summary>A pull through the container runtime's image service.</summary>
public sealed class ContainerdPullDetail
{
    /// <summary>The image.</summary>
    public required string Image { get; init; }

    /// <summary>The runtime's socket.</summary>
    public required string Socket { get; init; }

    /// <summary>The check whose credential was attached; null if none was.</summary>
    public string? CredentialFrom { get; init; }

    /// <summary>The host that failed, according to the runtime's error message; null if the pull succeeded.</summary>
    public string? FailedHost { get; init; }

    /// <summary>The cause, read from the runtime's error message; null if the pull succeeded.</summary>
    public string? Cause { get; init; }

    /// <summary>The runtime's error message in one line of at most 2,000 characters; null if the pull succeeded.</summary>
    public string? Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Image;
}
