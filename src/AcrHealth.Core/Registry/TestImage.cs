using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AcrHealth.Targets;

namespace AcrHealth.Registry;

/// <summary>
/// An image that AcrHealth makes, of one file that says what it is (OCI image specification). No two are alike, so that deleting one by its
/// digest deletes nothing else.
/// </summary>
internal sealed record TestImage
{
    /// <summary>The prefix of the tags of all test images.</summary>
    public const string TagPrefix = "acrhealth-";

    private const string TimeFormat = "yyyyMMddHHmmss";
    private const long MaximumSize = 16 * 1024;
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar";
    private const string FileName = "acrhealth.txt";
    private const int NonceBytes = 8;

    private TestImage(string tag, byte[] config, byte[] layer, byte[] manifest)
    {
        Tag = tag;
        Config = config;
        Layer = layer;
        Manifest = manifest;
    }

    /// <summary>A unique tag: <c>acrhealth-</c>, the time in UTC, and a random part.</summary>
    public string Tag { get; }

    public byte[] Config { get; }

    public byte[] Layer { get; }

    public byte[] Manifest { get; }

    public string Digest => ContentDigest.Of(Manifest);

    /// <summary>The total size, in bytes.</summary>
    public long Size => Config.Length + Layer.Length + Manifest.Length;

    public static TestImage Create(DateTimeOffset now)
    {
        string nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(NonceBytes)).ToLowerInvariant();
        string tag = string.Create(CultureInfo.InvariantCulture, $"{TagPrefix}{now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{nonce}");
        byte[] layer = Tar($"Pushed by AcrHealth to see whether pushing works, and deleted again. {tag}\n", now);
        byte[] config = Bytes(new()
        {
            ["created"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(ContentDigest.Of(layer)) },
        });
        byte[] manifest = Bytes(new()
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ImageManifest.OciImage,
            ["config"] = Descriptor(ConfigType, config),
            ["layers"] = new JsonArray(Descriptor(LayerType, layer)),
        });
        return new(tag, config, layer, manifest);
    }

    /// <summary>The time at which the image of a tag was made; null if the tag is not that of a test image.</summary>
    public static DateTimeOffset? TimeOf(string tag) =>
        tag.StartsWith(TagPrefix, StringComparison.Ordinal)
        && tag[TagPrefix.Length..].Split('-') is [{ } time, { Length: NonceBytes * 2 } nonce]
        && nonce.All(char.IsAsciiHexDigitLower)
        && DateTimeOffset.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset made)
            ? made
            : null;

    /// <summary>Whether a manifest can be that of a test image: tiny, with a single layer.</summary>
    public static bool IsLike(ImageManifest? manifest) =>
        manifest is { MediaType: ImageManifest.OciImage, Config: { MediaType: ConfigType } config, Layers: [{ MediaType: LayerType } layer] }
        && config.Size + layer.Size <= MaximumSize;

    private static JsonObject Descriptor(string type, byte[] content) => new()
    {
        ["mediaType"] = type,
        ["digest"] = ContentDigest.Of(content),
        ["size"] = content.Length,
    };

    private static byte[] Bytes(JsonObject document) => Encoding.UTF8.GetBytes(document.ToJsonString());

    private static byte[] Tar(string text, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, FileName) { ModificationTime = now, DataStream = content });
        }

        return stream.ToArray();
    }
}
