using System.Text.Json;

namespace AcrHealth.Text;

/// <summary>Reads untrusted JSON: text that is not JSON, nests too deeply or is not valid Unicode is treated as empty.</summary>
internal static class TolerantJson
{
    /// <summary>Returns the value that a function reads from a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="read">Reads the root; the element is valid only in the call.</param>
    /// <param name="maximumDepth">The depth at which the text is rejected.</param>
    /// <returns>Nothing (the default of the type) if the text cannot be read.</returns>
    public static T? Read<T>(string text, Func<JsonElement, T?> read, int maximumDepth = 16) => Read(text.AsMemory(), read, maximumDepth);

    /// <inheritdoc cref="Read{T}(string, Func{JsonElement, T}, int)"/>
    public static T? Read<T>(ReadOnlyMemory<char> text, Func<JsonElement, T?> read, int maximumDepth)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = maximumDepth });
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair is rejected by the parser, or, if it is written as an escape, when it is read.
            return default;
        }
    }

    /// <summary>Returns a member of an object; null if the element is not an object or has no such member.</summary>
    public static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>Returns a member that is a text, unchanged; null if it is not a text.</summary>
    public static string? Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Returns the texts in a member that is a list; none if it is not a list.</summary>
    public static IEnumerable<string> Texts(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
        : [];
}
