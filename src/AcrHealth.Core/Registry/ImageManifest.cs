using System.Text.Json;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>A manifest: it lists the blobs of one image or artifact, or the manifests of several (OCI image specification; Docker's schema 2).</summary>
/// <param name="MediaType">The kind of manifest.</param>
internal sealed record ImageManifest(string MediaType)
{
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciImage = "application/vnd.oci.image.manifest.v1+json";
    public const string OciArtifact = "application/vnd.oci.artifact.manifest.v1+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerImage = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>Docker's first format, signed or not, which current clients no longer pull.</summary>
    public const string DockerSchema1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";

    private const string DockerSchema1Unsigned = "application/vnd.docker.distribution.manifest.v1+json";
    private const int MaximumEntries = 20_000;
    private const int MaximumText = 200;
    private const int MaximumUrls = 4;
    private const int MaximumDepth = 32;

    // More than any registry accepts for a blob, and small enough that the sum of all entries does not overflow.
    private const long MaximumSize = 1L << 48;

    /// <summary>The media types that every client accepts when it pulls images, and those that this class distinguishes.</summary>
    public static IReadOnlyList<string> Accepted { get; } = [OciIndex, OciImage, DockerList, DockerImage, OciArtifact, DockerSchema1];

    /// <summary>The manifests of an index, in its order; empty for a single image.</summary>
    public IReadOnlyList<IndexEntry> Manifests { get; private init; } = [];

    /// <summary>The image's configuration; null for an index, and for an artifact that has none.</summary>
    public BlobDescriptor? Config { get; private init; }

    /// <summary>The layers of an image, or the blobs of an artifact.</summary>
    public IReadOnlyList<BlobDescriptor> Layers { get; private init; } = [];

    /// <summary>The type that an artifact declares; null if it declares none.</summary>
    public string? ArtifactType { get; private init; }

    public bool IsIndex => MediaType is OciIndex or DockerList;

    public bool IsSchema1 => MediaType is DockerSchema1 or DockerSchema1Unsigned;

    /// <summary>Whether it is an image that a container can be made of, rather than a chart, a signature or another artifact.</summary>
    public bool IsRunnable => MediaType is OciImage or DockerImage && ArtifactType is null
        && Config?.MediaType is "application/vnd.oci.image.config.v1+json" or "application/vnd.docker.container.image.v1+json";

    /// <summary>The manifest; null if the body is not one.</summary>
    /// <param name="contentType">The media type that the registry gave; if it is not that of a manifest, the one in the body decides.</param>
    /// <param name="body">The manifest's JSON.</param>
    public static ImageManifest? Parse(string contentType, string body) =>
        TolerantJson.Read(body, root => root.ValueKind == JsonValueKind.Object ? Read(KindOf(contentType, root), root) : null, MaximumDepth);

    /// <summary>The platform in an image's configuration; null if the body is not a configuration.</summary>
    public static ImagePlatform? PlatformOf(string config) => TolerantJson.Read(config, Platform, MaximumDepth);

    private static string? KindOf(string contentType, JsonElement root)
    {
        string? own = Text(root, "mediaType");
        return Array.Find([contentType, own], kind => kind is OciIndex or OciImage or OciArtifact or DockerList or DockerImage or DockerSchema1 or DockerSchema1Unsigned)
            ?? (Number(root, "schemaVersion") == 1 ? DockerSchema1 : null);
    }

    private static ImageManifest? Read(string? kind, JsonElement root) => kind switch
    {
        null => null,
        OciIndex or DockerList => All(root, "manifests", Entry) is { } manifests ? new(kind) { Manifests = manifests } : null,
        OciArtifact => All(root, "blobs", Descriptor) is { } blobs ? new(kind) { Layers = blobs, ArtifactType = Text(root, "artifactType") } : null,
        OciImage or DockerImage => root.TryGetProperty("config", out JsonElement config) && Descriptor(config) is { } descriptor && All(root, "layers", Descriptor) is { } layers
            ? new(kind) { Config = descriptor, Layers = layers, ArtifactType = Text(root, "artifactType") }
            : null,
        _ => new(kind),
    };

    // Clients also reject the whole manifest if one part cannot be read. An omitted part counts as empty.
    private static List<T>? All<T>(JsonElement root, string name, Func<JsonElement, T?> read)
        where T : class
    {
        if (!root.TryGetProperty(name, out JsonElement array) || array.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() > MaximumEntries)
        {
            return null;
        }

        List<T> all = [];
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (read(element) is not { } item)
            {
                return null;
            }

            all.Add(item);
        }

        return all;
    }

    private static IndexEntry? Entry(JsonElement element) => Descriptor(element) is { } descriptor
        ? new(descriptor, element.TryGetProperty("platform", out JsonElement platform) ? Platform(platform) : null)
        : null;

    private static BlobDescriptor? Descriptor(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return element.TryGetProperty("digest", out JsonElement digest) && digest.ValueKind == JsonValueKind.String
            && digest.GetString() is { } text && ContentDigest.IsValid(text) && Number(element, "size") is { } size and >= 0 and <= MaximumSize
            ? new(Text(element, "mediaType") ?? string.Empty, text, size) { Urls = UrlsOf(element) }
            : null;
    }

    private static string[] UrlsOf(JsonElement element) => [.. TolerantJson.Texts(element, "urls").Take(MaximumUrls)];

    private static ImagePlatform? Platform(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && Text(element, "os") is { } os && Text(element, "architecture") is { } architecture
            ? new(os, architecture, Text(element, "variant"))
            : null;

    private static string? Text(JsonElement element, string name) =>
        UntrustedText.Clean(TolerantJson.Text(element, name), MaximumText) is { Length: > 0 } text ? text : null;

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;
}

/// <summary>A blob or manifest that a manifest refers to.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Digest">Its digest, a valid one.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record BlobDescriptor(string MediaType, string Digest, long Size)
{
    /// <summary>The manifest's other URLs for it; empty unless it is a foreign layer, as base layers of Windows images are.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Whether clients fetch it elsewhere than from the registry.</summary>
    public bool IsForeign => Urls.Count > 0
        || MediaType.Contains(".foreign.", StringComparison.Ordinal) || MediaType.Contains(".nondistributable.", StringComparison.Ordinal);
}

/// <summary>A manifest of an index, and the platform that it is for; null if it is for none, as attestations are.</summary>
internal sealed record IndexEntry(BlobDescriptor Manifest, ImagePlatform? Platform);
