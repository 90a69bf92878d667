namespace AcrHealth.Details;

/// <summary>The images that a container engine runs by itself.</summary>
public sealed class ContainerPlatformDetail
{
    /// <summary>The operating system in images' words, such as "linux".</summary>
    public required string OS { get; init; }

    /// <summary>The processor in images' words, such as "amd64".</summary>
    public required string Architecture { get; init; }

    /// <summary>What DOCKER_DEFAULT_PLATFORM asks for instead; null where it is not set.</summary>
    public string? DefaultPlatform { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{OS}/{Architecture}";
}
