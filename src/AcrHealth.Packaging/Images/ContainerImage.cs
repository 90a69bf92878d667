using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AcrHealth.Packaging.Images;

/// <summary>
/// Writes the native program as a container image (an OCI archive) without a daemon and without a base image: one layer with the program,
/// the libraries that it needs, and certificate authorities.
/// </summary>
internal static class ContainerImage
{
    // Names no user of any system; nothing in the image belongs to it.
    private const string User = "65534:65534";
    private const string Authorities = "etc/ssl/certs/ca-certificates.crt";
    private const string Program = "usr/bin/acrhealth";

    private static readonly string Created = ImageFile.Time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Writes the archive.</summary>
    /// <param name="program">The native program.</param>
    /// <param name="version">The version of the product.</param>
    /// <param name="architecture">The architecture as images name it: amd64 or arm64.</param>
    /// <param name="documents">Files such as licenses, which lie beside the program.</param>
    /// <param name="output">The path of the archive.</param>
    public static void Write(string program, string version, string architecture, IReadOnlyList<string> documents, string output)
    {
        byte[] layer = TarFile.Create(
        [
            new(Program, File.ReadAllBytes(program), IsProgram: true),
            .. SystemLibraries.Of(program),
            new(Authorities, File.ReadAllBytes("/" + Authorities)),
            new("etc/passwd", "acrhealth:x:65534:65534:acrhealth:/:/\n"u8.ToArray()),
            new("etc/group", "acrhealth:x:65534:\n"u8.ToArray()),
            .. documents.Select(file => new ImageFile($"usr/share/doc/acrhealth/{Path.GetFileName(file)}", File.ReadAllBytes(file))),
        ]);
        byte[] packed = Compress(layer);
        byte[] configuration = Bytes(Configuration(version, architecture, Digest(layer)));
        byte[] manifest = Bytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["config"] = Descriptor("application/vnd.oci.image.config.v1+json", configuration),
            ["layers"] = new JsonArray(Descriptor("application/vnd.oci.image.layer.v1.tar+gzip", packed)),
        });
        JsonObject entry = Descriptor("application/vnd.oci.image.manifest.v1+json", manifest);
        entry["platform"] = new JsonObject { ["architecture"] = architecture, ["os"] = "linux" };
        entry["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = $"localhost/acrhealth:{version}" };
        byte[] index = Bytes(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = new JsonArray(entry) });
        File.WriteAllBytes(output, TarFile.Create(
        [
            new("oci-layout", """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray()),
            new("index.json", index),
            .. new[] { packed, configuration, manifest }.Select(blob => new ImageFile($"blobs/sha256/{Digest(blob)[7..]}", blob)),
        ]));
    }

    private static JsonObject Configuration(string version, string architecture, string layer) => new()
    {
        ["architecture"] = architecture,
        ["os"] = "linux",
        ["created"] = Created,
        ["config"] = new JsonObject
        {
            ["User"] = User,
            ["Entrypoint"] = new JsonArray("/" + Program),
            ["Env"] = new JsonArray(
                "PATH=/usr/bin",
                $"SSL_CERT_FILE=/{Authorities}",
                // A container has no container client, no Helm and no disk for images.
                "ACRHEALTH_EXCLUDE_CHECK=Docker*,Helm*,ContainerPlatform,DiskSpace"),
            ["WorkingDir"] = "/",
            ["Labels"] = new JsonObject
            {
                ["org.opencontainers.image.title"] = "acrhealth",
                ["org.opencontainers.image.description"] = "Finds out why a machine cannot use an Azure Container Registry.",
                ["org.opencontainers.image.version"] = version,
                ["org.opencontainers.image.licenses"] = "MIT",
            },
        },
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(layer) },
        ["history"] = new JsonArray(new JsonObject { ["created"] = Created, ["created_by"] = "dotnet build -t:PackImage" }),
    };

    private static JsonObject Descriptor(string type, byte[] content) => new() { ["mediaType"] = type, ["digest"] = Digest(content), ["size"] = content.Length };

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static byte[] Compress(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }
}
