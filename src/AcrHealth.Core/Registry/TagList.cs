using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>Reads a list of tags (distribution specification).</summary>
internal static class TagList
{
    private const int MaximumTags = 5;
    private const int MaximumTagLength = 128;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The first tags; none where the body lists none.</summary>
    public static IReadOnlyList<string> Read(string body) => Read(body, MaximumTags);

    /// <summary>All tags; none where the body lists none.</summary>
    public static IReadOnlyList<string> ReadAll(string body) => Read(body, int.MaxValue);

    private static IReadOnlyList<string> Read(string body, int maximum)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("tags", out JsonElement tags) && tags.ValueKind == JsonValueKind.Array
                ? [.. tags.EnumerateArray()
                    .Where(tag => tag.ValueKind == JsonValueKind.String)
                    .Take(maximum)
                    .Select(tag => UntrustedText.Clean(tag.GetString(), MaximumTagLength))]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return [];
        }
    }
}
