using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;

namespace AcrHealth.Simulator.Registry;

/// <summary>
/// The images that every repository has (https://github.com/opencontainers/image-spec): <c>latest</c> for linux/amd64 of one small
/// layer, and beside it an index of several platforms, one of platforms that hardly a machine has, and the like.
/// </summary>
internal sealed class SampleImage
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";
    private const string DockerManifestType = "application/vnd.docker.distribution.manifest.v2+json";
    private const string DockerConfigType = "application/vnd.docker.container.image.v1+json";
    private const string DockerLayerType = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private const string ChartType = "application/vnd.cncf.helm.config.v1+json";
    private const int LargeLayer = 1024 * 1024;

    private static readonly DateTimeOffset Created = DateTimeOffset.UnixEpoch;

    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly Dictionary<string, StoredManifest> _manifests = [];
    private readonly SortedDictionary<string, string> _tags = new(StringComparer.Ordinal);

    public SampleImage()
    {
        byte[] tar = Tar(Encoding.UTF8.GetBytes("Hello from a registry that is not there.\n"));
        byte[] large = Tar(RandomNumberGenerator.GetBytes(LargeLayer));
        Tag("latest", Image(tar, "linux", "amd64", null));
        Tag("1.0", Image(tar, "linux", "amd64", null));
        Tag("large", Image(large, "linux", "amd64", null));
        Tag("docker", Image(tar, "linux", "amd64", null, isDockers: true));
        Tag("other-single", Image(tar, "linux", "mips64le", null));
        Tag("chart", Add(Manifest(ManifestType, AddBlob(ChartType, "{\"name\":\"hello\",\"version\":\"1.0.0\"}"u8.ToArray()), AddBlob("application/vnd.cncf.helm.chart.content.v1.tar+gzip", Compress(tar)))));
        Tag("multi", Index(tar, ("linux", "amd64", null), ("linux", "arm64", "v8"), ("linux", "arm", "v7"), ("linux", "386", null), ("linux", "s390x", null), ("linux", "ppc64le", null), ("windows", "amd64", null)));
        Tag("other", Index(tar, ("linux", "mips64le", null), ("freebsd", "riscv64", null)));
    }

    public IEnumerable<string> Tags => _tags.Keys;

    /// <summary>The blobs that the manifests refer to, by digest.</summary>
    public IReadOnlyDictionary<string, byte[]> Blobs => _blobs;

    /// <summary>The manifest of a tag or digest; <see langword="null"/> if there is none.</summary>
    public StoredManifest? Find(string reference) => _manifests.GetValueOrDefault(_tags.GetValueOrDefault(reference, reference));

    /// <summary>The manifest of an image whose layer is at another host.</summary>
    public static string WithForeignLayer(string url)
    {
        var image = new SampleImage();
        JsonNode manifest = JsonNode.Parse(image.Find("latest")!.Content.Span)!;
        manifest["layers"]!.AsArray().Add(new JsonObject
        {
            ["mediaType"] = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
            ["digest"] = ContentStore.Digest("elsewhere"u8),
            ["size"] = 1_700_000_000,
            ["urls"] = new JsonArray(url),
        });
        return manifest.ToJsonString();
    }

    private static byte[] Tar(byte[] content)
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "hello.txt") { ModificationTime = Created, DataStream = new MemoryStream(content) });
        }

        return stream.ToArray();
    }

    private static byte[] Compress(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    private static byte[] Config(string layer, string os, string architecture, string? variant)
    {
        var config = new JsonObject
        {
            ["created"] = Created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
            ["architecture"] = architecture,
            ["os"] = os,
            ["config"] = new JsonObject(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(layer) },
        };
        if (variant is not null)
        {
            config["variant"] = variant;
        }

        return WireJson.Serialize(config);
    }

    private static (string Type, byte[] Content) Manifest(string type, JsonObject config, JsonObject layer) => (type, WireJson.Serialize(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = type,
        ["config"] = config,
        ["layers"] = new JsonArray(layer),
    }));

    private static JsonObject Descriptor(string type, ReadOnlySpan<byte> content) => new()
    {
        ["mediaType"] = type,
        ["digest"] = ContentStore.Digest(content),
        ["size"] = content.Length,
    };

    private StoredManifest Image(byte[] tar, string os, string architecture, string? variant, bool isDockers = false)
    {
        JsonObject config = AddBlob(isDockers ? DockerConfigType : ConfigType, Config(ContentStore.Digest(tar), os, architecture, variant));
        return Add(Manifest(isDockers ? DockerManifestType : ManifestType, config, AddBlob(isDockers ? DockerLayerType : LayerType, Compress(tar))));
    }

    private StoredManifest Index(byte[] tar, params (string OS, string Architecture, string? Variant)[] platforms)
    {
        var entries = new JsonArray();
        foreach ((string os, string architecture, string? variant) in platforms)
        {
            StoredManifest image = Image(tar, os, architecture, variant);
            JsonObject entry = Descriptor(image.MediaType, image.Content.Span);
            entry["platform"] = new JsonObject { ["os"] = os, ["architecture"] = architecture };
            if (variant is not null)
            {
                entry["platform"]!["variant"] = variant;
            }

            entries.Add(entry);
        }

        return Add((IndexType, WireJson.Serialize(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = IndexType, ["manifests"] = entries })));
    }

    private JsonObject AddBlob(string type, byte[] content)
    {
        _blobs[ContentStore.Digest(content)] = content;
        return Descriptor(type, content);
    }

    private StoredManifest Add((string Type, byte[] Content) manifest)
    {
        var stored = new StoredManifest(ContentStore.Digest(manifest.Content), manifest.Type, manifest.Content);
        _manifests[stored.Digest] = stored;
        return stored;
    }

    private void Tag(string tag, StoredManifest manifest) => _tags[tag] = manifest.Digest;
}
