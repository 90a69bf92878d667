using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>The first error of a registry's error body, as the distribution specification shapes it, or of an OAuth error.</summary>
internal sealed record RegistryError(string Code, string Message)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The error; null where the body holds none.</summary>
    public static RegistryError? Parse(string body)
    {
        if (body.Length == 0 || body.AsSpan().TrimStart() is not ['{', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body, Options);
            JsonElement root = document.RootElement;
            if (root.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
            {
                return From(errors[0], "code", "message");
            }

            return From(root, "error", "error_description");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // What is no Unicode, such as half a surrogate pair, is refused as it stands, and where it is written as an escape when it is read.
            return null;
        }
    }

    public override string ToString() => Message.Length == 0 ? Code : Code.Length == 0 ? Message : $"{Code}: {Message}";

    private static RegistryError? From(JsonElement element, string code, string message)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var error = new RegistryError(UntrustedText.Clean(Text(element, code), 100), UntrustedText.Clean(Text(element, message)));
        return error.Code.Length + error.Message.Length == 0 ? null : error;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
