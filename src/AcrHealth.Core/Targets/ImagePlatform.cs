namespace AcrHealth.Targets;

/// <summary>An operating system and a processor architecture, as images name them (OCI image specification, Go's GOOS and GOARCH).</summary>
/// <param name="OS">linux, windows and the like.</param>
/// <param name="Architecture">amd64, arm64 and the like.</param>
/// <param name="Variant">The processor's variant; null if there is none.</param>
internal sealed record ImagePlatform(string OS, string Architecture, string? Variant)
{
    public override string ToString() => Variant is null ? $"{OS}/{Architecture}" : $"{OS}/{Architecture}/{Variant}";
}
