using System.Buffers.Text;
using System.Text.Json;
using AcrHealth.Details;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>What an Entra token says of itself. Read, not verified: the registry does that.</summary>
internal sealed record TokenClaims(string? Audience, string? TenantId, string? ObjectId, string? ApplicationId, DateTimeOffset? ExpiresOn)
{
    /// <summary>Who issues the tokens of registries themselves.</summary>
    public const string RegistryIssuer = "Azure Container Registry";

    public static readonly TokenClaims None = new(null, null, null, null, null);

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>Who issued it; null if it does not say.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whom it is about; null if it does not say.</summary>
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
            // The parser lets text through that is no Unicode, such as half a surrogate pair; reading it is refused.
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
    /// <param name="source">Where the token came from.</param>
    /// <param name="expiresOn">When it expires.</param>
    /// <param name="authorityHost">Where it was asked for; null where it was not.</param>
    /// <param name="scope">The scope that was asked for.</param>
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

    // A token may be for several audiences, of which the first is told.
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
