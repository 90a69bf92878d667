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

    /// <summary>The host that failed, by what the runtime said; null if the pull succeeded.</summary>
    public string? FailedHost { get; init; }

    /// <summary>The cause that the runtime's words give away; null if the pull succeeded.</summary>
    public string? Cause { get; init; }

    /// <summary>What the runtime said, in one line and at most 2,000 characters; null if the pull succeeded.</summary>
    public string? Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Image;
}
