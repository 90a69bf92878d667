using System.Text.Json;

namespace AcrHealth.Text;

/// <summary>Reads JSON that others wrote: text that is not JSON, nests too deep or is not Unicode has nothing in it.</summary>
internal static class TolerantJson
{
    /// <summary>What a function reads out of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="read">Reads the root; the element is valid only in the call.</param>
    /// <param name="maximumDepth">The depth at which the text is refused.</param>
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
            // Half a surrogate pair is refused as it stands, and where it is written as an escape when it is read.
            return default;
        }
    }

    /// <summary>A member of an object; null if the element is no object or has no such member.</summary>
    public static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>A member that is a text, as it came; null if it is none.</summary>
    public static string? Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The texts in a member that is a list; none if it is no list.</summary>
    public static IEnumerable<string> Texts(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
        : [];
}
