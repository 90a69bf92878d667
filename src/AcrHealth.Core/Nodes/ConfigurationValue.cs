using System.Text.Json.Nodes;

namespace AcrHealth.Nodes;

/// <summary>Reads values of configurations of any shape: a value that is missing, or of another type, is null.</summary>
internal static class ConfigurationValue
{
    /// <summary>Returns the value at the end of a path of names.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        JsonNode? current = node;
        foreach (string name in path)
        {
            current = current is JsonObject table ? table[name] : null;
        }

        return current;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Returns the texts of a list; none if there is no list.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray array ? array.Select(item => item.Text()).OfType<string>() : [];

    /// <summary>Whether a setting is true.</summary>
    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
