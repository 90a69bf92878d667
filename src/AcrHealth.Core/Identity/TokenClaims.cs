using System.Buffers.Text;
using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>What an Entra token says of itself. Read, not verified: the registry does that.</summary>
internal sealed record TokenClaims(string? Audience, string? TenantId, string? ObjectId, string? ApplicationId, DateTimeOffset? ExpiresOn)
{
    public static readonly TokenClaims None = new(null, null, null, null, null);

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The claims; <see cref="None"/> where the token is not a readable JSON Web Token.</summary>
    public static TokenClaims Read(string token)
    {
        try
        {
            using JsonDocument? document = Payload(token);
            return document?.RootElement is not { ValueKind: JsonValueKind.Object } root
                ? None
                : new(Text(root, "aud"), Text(root, "tid"), Text(root, "oid"), Text(root, "appid") ?? Text(root, "azp"), Time(root, "exp"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The parser lets text through that is no Unicode, such as half a surrogate pair; reading it is refused.
            return None;
        }
    }

    /// <summary>What is in a JSON Web Token; null where it is none.</summary>
    /// <exception cref="JsonException">It is none whose claims can be read.</exception>
    public static JsonDocument? Payload(string token) =>
        token.Split('.') is [_, var claims, _] && TryDecode(claims, out byte[] payload) ? JsonDocument.Parse(payload, Options) : null;

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        string base64 = text.Replace('-', '+').Replace('_', '/');
        base64 = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        if (!Base64.IsValid(base64))
        {
            return false;
        }

        bytes = Convert.FromBase64String(base64);
        return true;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? UntrustedText.Clean(value.GetString(), 200)
            : null;

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out long seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime()
            : null;
}
