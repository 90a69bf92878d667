namespace AcrHealth.Details;

/// <summary>The disk space in the directory in which a container engine stores its images.</summary>
public sealed class DiskSpaceDetail
{
    /// <summary>The directory of the images.</summary>
    public required string Path { get; init; }

    /// <summary>The free space on its disk that this account can use, in bytes.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>The total size of its disk, in bytes.</summary>
    public required long TotalBytes { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {FreeBytes} of {TotalBytes} bytes are free";
}
