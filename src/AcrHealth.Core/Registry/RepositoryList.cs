using System.Text.Json;
using AcrHealth.Targets;

namespace AcrHealth.Registry;

/// <summary>Reads a catalog of repositories (distribution specification).</summary>
internal static class RepositoryList
{
    private const int MaximumRepositories = 3;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The first repositories, by names that are valid; empty if the body lists none.</summary>
    public static IReadOnlyList<string> Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("repositories", out JsonElement repositories) && repositories.ValueKind == JsonValueKind.Array
                ? [.. repositories.EnumerateArray()
                    .Where(name => name.ValueKind == JsonValueKind.String)
                    .Select(name => name.GetString()!)
                    .Where(RepositoryName.IsValid)
                    .Take(MaximumRepositories)]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return [];
        }
    }
}
