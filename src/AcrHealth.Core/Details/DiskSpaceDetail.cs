namespace AcrHealth.Details;

/// <summary>The room where a container engine keeps its images.</summary>
public sealed class DiskSpaceDetail
{
    /// <summary>The directory that the images are in.</summary>
    public required string Path { get; init; }

    /// <summary>What is free on its disk for this account, in bytes.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>What its disk holds in all, in bytes.</summary>
    public required long TotalBytes { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {FreeBytes} of {TotalBytes} bytes are free";
}
