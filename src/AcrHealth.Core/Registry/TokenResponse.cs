using System.Text.Json;

namespace AcrHealth.Registry;

/// <summary>Reads the tokens out of a token service's answer.</summary>
internal static class TokenResponse
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The first of the named members that holds a token; null where the body is no JSON object or holds none.</summary>
    public static string? Read(string body, params ReadOnlySpan<string> names)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            foreach (string name in names)
            {
                if (document.RootElement.TryGetProperty(name, out JsonElement value)
                    && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } token)
                {
                    return token;
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // What is no Unicode, such as half a surrogate pair, is refused as it stands, and where it is written as an escape when it is read.
            return null;
        }
    }
}
