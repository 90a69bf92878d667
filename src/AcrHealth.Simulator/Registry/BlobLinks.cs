using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>
/// Links to blobs that say themselves who may follow them and until when, in the manner of a shared access signature
/// (https://learn.microsoft.com/rest/api/storageservices/create-service-sas).
/// </summary>
internal sealed class BlobLinks
{
    private const string Prefix = "/docker/registry/v2/blobs/";
    private const string Suffix = "/data";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(20);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Create(string dataEndpoint, string digest)
    {
        string path = $"{Prefix}{digest.Replace(':', '/')}{Suffix}";
        string expiry = (DateTimeOffset.UtcNow + Lifetime).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"https://{dataEndpoint}{path}?se={Uri.EscapeDataString(expiry)}&sig={Sign(path, expiry)}&sp=r&sr=b&sv=2018-03-28";
    }

    /// <summary>The digest of the blob that the request's link leads to; <see langword="null"/> if the link is forged or out of date.</summary>
    public string? Follow(HttpRequest request)
    {
        string path = request.Path.Value!;
        string expiry = request.Query["se"].ToString();
        bool isGood = request.Query["sig"] == Sign(path, expiry)
            && DateTimeOffset.TryParse(expiry, CultureInfo.InvariantCulture, out DateTimeOffset end)
            && DateTimeOffset.UtcNow < end;
        return isGood ? path[Prefix.Length..^Suffix.Length].Replace('/', ':') : null;
    }

    private string Sign(string path, string expiry) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{path}\n{expiry}")));
}
