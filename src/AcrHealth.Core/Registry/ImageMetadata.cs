using System.Globalization;
using System.Text;
using System.Text.Json;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>Reads responses of Azure Container Registry's own API (<c>/acr/v1</c>), which knows more about an image than the distribution API.</summary>
internal static class ImageMetadata
{
    private const string Quarantined = "Quarantined";

    private static readonly string[] Lists = ["tags", "manifests"];

    /// <summary>The digest that a tag leads to; null if the body names none.</summary>
    public static string? DigestOfTag(string body) => Digest(Parse(body)?.At("tag"));

    /// <summary>Whether the attributes of a manifest say that it waits for its scan.</summary>
    public static bool IsQuarantined(string body) =>
        Parse(body)?.Text("manifest", "changeableAttributes", "quarantineState") is { } state && state.Equals(Quarantined, StringComparison.OrdinalIgnoreCase);

    /// <summary>The image of a tag or digest, or with neither any image, that was deleted last; null if there is none.</summary>
    /// <param name="body">A list of deleted tags or of deleted manifests.</param>
    /// <param name="reference">The tag or digest; null for any.</param>
    public static DeletedImage? Deleted(string body, string? reference)
    {
        JsonElement? list = Parse(body);
        return Lists
            .SelectMany(name => list?.Items(name) ?? [])
            .Where(item => Digest(item) is not null && (reference is null || item.Text("tag") == reference || item.Text("digest") == reference))
            .Select(item => new DeletedImage(Digest(item)!, item.Text("tag") ?? (item.Texts("tags") is [var first, ..] ? first : null), Time(item.Text("deletedAt"))))
            .OrderByDescending(image => image.DeletedOn)
            .FirstOrDefault();
    }

    private static JsonElement? Parse(string body) => Json.Parse(Encoding.UTF8.GetBytes(body), out _);

    private static string? Digest(JsonElement? item) => item?.Text("digest") is { } digest && ContentDigest.IsValid(digest) ? digest : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
