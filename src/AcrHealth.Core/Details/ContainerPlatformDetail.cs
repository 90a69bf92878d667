namespace AcrHealth.Details;

/// <summary>The platform of the images that a container engine runs by default.</summary>
public sealed class ContainerPlatformDetail
{
    /// <summary>The operating system as images name it, such as "linux".</summary>
    public required string OS { get; init; }

    /// <summary>The processor architecture as images name it, such as "amd64".</summary>
    public required string Architecture { get; init; }

    /// <summary>The platform that DOCKER_DEFAULT_PLATFORM requests instead; null if it is not set.</summary>
    public string? DefaultPlatform { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{OS}/{Architecture}";
}
