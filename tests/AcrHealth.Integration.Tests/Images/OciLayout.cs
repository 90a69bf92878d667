using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AcrHealth.Integration.Tests.Images;

/// <summary>
/// Writes images of one small layer as directories that skopeo reads (https://github.com/opencontainers/image-spec, image layout).
/// </summary>
internal sealed class OciLayout
{
    private const string Media = "application/vnd.oci.image.";

    private readonly string _directory;

    private OciLayout(string directory)
    {
        _directory = directory;
        Directory.CreateDirectory(Path.Combine(directory, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(directory, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
    }

    /// <summary>An image for one platform.</summary>
    public static void WriteImage(string directory, Platform platform)
    {
        var layout = new OciLayout(directory);
        layout.Finish([layout.Image(platform)]);
    }

    /// <summary>An image with a manifest for each platform, and an index of them.</summary>
    public static void WriteIndex(string directory, params IEnumerable<Platform> platforms)
    {
        var layout = new OciLayout(directory);
        layout.Finish([layout.Put("index.v1+json", Index(platforms.Select(layout.Image)))]);
    }

    private static JsonObject Index(IEnumerable<JsonNode> manifests) => new()
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = Media + "index.v1+json",
        ["manifests"] = new JsonArray([.. manifests]),
    };

    private static byte[] Tar(Platform platform)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "hello.txt")
            {
                ModificationTime = DateTimeOffset.UnixEpoch,
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes($"Hello, {platform}.\n")),
            });
        }

        return stream.ToArray();
    }

    private static byte[] Compress(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private JsonObject Image(Platform platform)
    {
        byte[] tar = Tar(platform);
        JsonObject config = Put("config.v1+json", new JsonObject
        {
            ["os"] = platform.OperatingSystem,
            ["architecture"] = platform.Architecture,
            ["config"] = new JsonObject(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray($"sha256:{Digest(tar)}") },
        });
        JsonObject manifest = Put("manifest.v1+json", new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = Media + "manifest.v1+json",
            ["config"] = config,
            ["layers"] = new JsonArray(Put("layer.v1.tar+gzip", Compress(tar))),
        });
        manifest["platform"] = new JsonObject { ["os"] = platform.OperatingSystem, ["architecture"] = platform.Architecture };
        return manifest;
    }

    private JsonObject Put(string type, JsonObject content) => Put(type, Encoding.UTF8.GetBytes(content.ToJsonString()));

    private JsonObject Put(string type, byte[] content)
    {
        string digest = Digest(content);
        File.WriteAllBytes(Path.Combine(_directory, "blobs", "sha256", digest), content);
        return new() { ["mediaType"] = Media + type, ["digest"] = $"sha256:{digest}", ["size"] = content.Length };
    }

    private void Finish(IEnumerable<JsonNode> entries) =>
        File.WriteAllText(Path.Combine(_directory, "index.json"), Index(entries).ToJsonString());
}
