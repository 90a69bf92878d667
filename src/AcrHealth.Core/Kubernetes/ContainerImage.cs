namespace AcrHealth.Kubernetes;

/// <summary>An image as a pod names it, split as container runtimes do.</summary>
/// <param name="Registry">The registry's host, with its port if there is one.</param>
/// <param name="Path">The repository in the registry.</param>
/// <param name="Tag">The tag; null if there is none.</param>
/// <param name="Digest">The digest; null if there is none.</param>
internal sealed record ContainerImage(string Registry, string Path, string? Tag, string? Digest)
{
    private const string DockerHub = "docker.io";
    private const string DefaultTag = "latest";

    /// <summary>The repository with the tag or the digest that is pulled, as -Repository takes it. A digest wins over a tag.</summary>
    public string Repository => Digest is null ? $"{Path}:{Tag ?? DefaultTag}" : $"{Path}@{Digest}";

    /// <summary>Splits an image name; null if no runtime could.</summary>
    public static ContainerImage? Parse(string? text)
    {
        string image = text?.Trim() ?? string.Empty;
        int at = image.IndexOf('@', StringComparison.Ordinal);
        string? digest = at < 0 ? null : image[(at + 1)..];
        string name = at < 0 ? image : image[..at];
        int colon = name.IndexOf(':', name.LastIndexOf('/') + 1);
        string? tag = colon < 0 ? null : name[(colon + 1)..];
        string full = colon < 0 ? name : name[..colon];
        if (full.Length == 0 || tag?.Length == 0 || digest?.Length == 0)
        {
            return null;
        }

        // "localhost/x" and "host:5000/x" have a registry, "team/x" is on Docker Hub.
        int slash = full.IndexOf('/', StringComparison.Ordinal);
        string first = slash < 0 ? string.Empty : full[..slash];
        bool hasRegistry = first.IndexOfAny(['.', ':']) >= 0 || first == "localhost" || first.Any(char.IsAsciiLetterUpper);
        return hasRegistry ? new(first.ToLowerInvariant(), full[(slash + 1)..], tag, digest)
            : slash < 0 ? new(DockerHub, $"library/{full}", tag, digest)
            : new(DockerHub, full, tag, digest);
    }
}
