using System.Text;
using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>Reads JSON as Go's encoding/json does: accepts and refuses the same texts.</summary>
internal static class GoJson
{
    // The depth at which Go's decoder gives up.
    private const int MaximumDepth = 10_000;

    private static readonly JsonDocumentOptions WholeOptions = new() { MaxDepth = MaximumDepth };

    /// <summary>Reads a value; null if there is nothing but white space.</summary>
    /// <param name="json">The text in UTF-8, without a byte order mark, which JSON does not allow. Bytes that are not UTF-8 are replaced.</param>
    /// <param name="whole">Whether nothing may follow the value, as with json.Unmarshal but not with a decoder of a stream.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonDocument? Read(ReadOnlyMemory<byte> json, bool whole)
    {
        ReadOnlyMemory<byte> text = Utf8(json);
        if (text.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return null;
        }

        if (whole)
        {
            return JsonDocument.Parse(text, WholeOptions);
        }

        var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = MaximumDepth });
        return JsonDocument.ParseValue(ref reader);
    }

    /// <summary>A member's name; null if it holds half a surrogate pair, which matches no name.</summary>
    public static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A text; null if the value is not a text, or holds half a surrogate pair.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member that is a text; null if the element is not an object, or has no such member.</summary>
    public static string? Text(JsonElement element, string name) => TolerantJson.Member(element, name) is { } value ? Text(value) : null;

    /// <summary>The place of a syntax error, fit to be shown.</summary>
    public static string PlaceOf(JsonException exception) => $"JSON, {(exception.LineNumber ?? 0) + 1}:{(exception.BytePositionInLine ?? 0) + 1}";

    private static ReadOnlyMemory<byte> Utf8(ReadOnlyMemory<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
}
