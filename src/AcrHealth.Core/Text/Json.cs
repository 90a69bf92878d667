using System.Text.Json;

namespace AcrHealth.Text;

/// <summary>Reads members of JSON responses of any shape: a member that is missing, or of another type, is null.</summary>
internal static class Json
{
    private const int TextLength = 1000;

    // A page of a thousand registries or role assignments has a tenth of this number of tokens.
    private const int MaximumTokens = 250_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Returns the object in a body; null if there is none, or it exceeds the limits.</summary>
    /// <param name="body">The body, in UTF-8.</param>
    /// <param name="isTooLong">Whether the body exceeds the limits.</param>
    /// <param name="maximumTokens">The maximum number of tokens of a body.</param>
    public static JsonElement? Parse(ReadOnlyMemory<byte> body, out bool isTooLong, int maximumTokens = MaximumTokens)
    {
        isTooLong = false;
        try
        {
            isTooLong = HasTooManyTokens(body.Span, maximumTokens);
            if (isTooLong)
            {
                return null;
            }

            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    // Each token takes a dozen bytes of a document, whatever its length in the body: "[0,0,0..." is several times as large in memory.
    private static bool HasTooManyTokens(ReadOnlySpan<byte> body, int maximumTokens)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        int tokens = 0;
        while (reader.Read())
        {
            if (++tokens > maximumTokens)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the member at the end of a path of names.</summary>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        JsonElement current = element;
        try
        {
            foreach (string name in path)
            {
                if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out current))
                {
                    return null;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a name passes the parser, and is refused when names are compared.
            return null;
        }

        return current;
    }

    /// <summary>Returns a text, cleaned for display; null if it is missing or empty.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        UntrustedText.Clean(element.Raw(path), TextLength) is { Length: > 0 } text ? text : null;

    /// <summary>Returns a text unchanged; null if it is missing or empty.</summary>
    public static string? Raw(this JsonElement element, params ReadOnlySpan<string> path)
    {
        if (element.At(path) is not { ValueKind: JsonValueKind.String } value)
        {
            return null;
        }

        try
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair passes the parser, and is refused when it is read.
            return null;
        }
    }

    public static bool? Flag(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    public static long? Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : null;

    /// <summary>Returns the elements of a list; none if there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>Returns the texts of a list.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, params ReadOnlySpan<string> path) =>
        [.. element.Items(path).Select(item => item.Text()).OfType<string>()];
}
