using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;

namespace AcrHealth.Simulator.Registry;

/// <summary>An image for linux/amd64 of one small layer (https://github.com/opencontainers/image-spec).</summary>
internal sealed class SampleImage
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";

    private static readonly DateTimeOffset Created = DateTimeOffset.UnixEpoch;

    public SampleImage()
    {
        byte[] tar = Tar();
        byte[] layer = Compress(tar);
        byte[] config = Config(Digest(tar));
        Manifest = Describe(config, layer);
        ManifestDigest = Digest(Manifest);
        Blobs = new Dictionary<string, byte[]> { [Digest(config)] = config, [Digest(layer)] = layer };
    }

    public byte[] Manifest { get; }

    public string ManifestDigest { get; }

    /// <summary>What the manifest refers to, by digest.</summary>
    public IReadOnlyDictionary<string, byte[]> Blobs { get; }

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static byte[] Tar()
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "hello.txt")
            {
                ModificationTime = Created,
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes("Hello from a registry that is not there.\n")),
            });
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

    private static byte[] Config(string layer) => WireJson.Serialize(new JsonObject
    {
        ["created"] = Created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        ["architecture"] = "amd64",
        ["os"] = "linux",
        ["config"] = new JsonObject(),
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(layer) },
    });

    private static byte[] Describe(byte[] config, byte[] layer) => WireJson.Serialize(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = ManifestType,
        ["config"] = Descriptor(ConfigType, config),
        ["layers"] = new JsonArray(Descriptor(LayerType, layer)),
    });

    private static JsonObject Descriptor(string type, byte[] content) => new()
    {
        ["mediaType"] = type,
        ["digest"] = Digest(content),
        ["size"] = content.Length,
    };
}
