using System.Buffers.Text;
using System.Text.Json;
using AcrHealth.Details;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>The claims of an Entra token. They are read but not verified: the registry verifies them.</summary>
internal sealed record TokenClaims(string? Audience, string? TenantId, string? ObjectId, string? ApplicationId, DateTimeOffset? ExpiresOn)
{
    /// <summary>The issuer of tokens that registries issue themselves.</summary>
    public const string RegistryIssuer = "Azure Container Registry";

    public static readonly TokenClaims None = new(null, null, null, null, null);

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The issuer; null if the token does not say.</summary>
    public string? Issuer { get; init; }

    /// <summary>The subject; null if the token does not say.</summary>
    public string? Subject { get; init; }

    /// <summary>The application or account that it is about.</summary>
    public string DisplayName => ApplicationId ?? ObjectId ?? "-";

    /// <summary>The claims; <see cref="None"/> where the token is not a readable JSON Web Token.</summary>
    public static TokenClaims Read(string token)
    {
        try
        {
            using JsonDocument? document = Payload(token);
            return document?.RootElement is not { ValueKind: JsonValueKind.Object } root
                ? None
                : new(Text(root, "aud"), Text(root, "tid"), Text(root, "oid"), Text(root, "appid") ?? Text(root, "azp"), Time(root, "exp")) { Issuer = Text(root, "iss"), Subject = Text(root, "sub") };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The parser accepts text that is not valid Unicode, such as half a surrogate pair, but reading it throws.
            return None;
        }
    }

    /// <summary>Whether a text is a JSON Web Token with claims in it.</summary>
    public static bool IsToken(string token)
    {
        try
        {
            using JsonDocument? document = Payload(token);
            return document?.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The claims as results show them.</summary>
    /// <param name="source">The source of the token.</param>
    /// <param name="expiresOn">The time at which it expires.</param>
    /// <param name="authorityHost">The host that it was requested from; null if it was not requested.</param>
    /// <param name="scope">The scope that was requested.</param>
    public CredentialDetail ToDetail(string source, DateTimeOffset? expiresOn, string? authorityHost = null, string? scope = null) => new()
    {
        Source = source,
        AuthorityHost = authorityHost,
        Scope = scope,
        Audience = Audience,
        TenantId = TenantId,
        ObjectId = ObjectId,
        ApplicationId = ApplicationId,
        ExpiresOn = expiresOn?.ToLocalTime(),
    };

    /// <summary>The payload of a JSON Web Token; null if the text is not one.</summary>
    /// <exception cref="JsonException">The claims cannot be read.</exception>
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

    // A token may be for several audiences, of which the first is reported.
    private static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.String ? UntrustedText.Clean(value.GetString(), 200)
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } first ? UntrustedText.Clean(first.GetString(), 200)
        : null;

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out long seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime()
            : null;
}
