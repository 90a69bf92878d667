using System.Text.Json.Nodes;

namespace AcrHealth.Nodes;

/// <summary>Reads values of a configuration of any shape: a text that is missing, or of another type, is null.</summary>
internal static class ConfigurationValue
{
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Returns the texts of a list; none if there is no list.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) => node is JsonArray array ? array.Select(Text).OfType<string>() : [];

    /// <summary>Whether a setting is true.</summary>
    public static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
