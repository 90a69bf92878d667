using System.Text.Json;
using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>What a registry's access token says that it allows (distribution specification, token authentication). Read, not verified.</summary>
internal static class AccessClaims
{
    private const int MaximumActions = 20;
    private const int MaximumText = 50;

    /// <summary>The actions that the token allows on a repository, none perhaps; null where the token does not tell.</summary>
    public static IReadOnlyList<string>? Actions(string token, string repository)
    {
        try
        {
            using JsonDocument? claims = TokenClaims.Payload(token);
            if (claims is null || claims.RootElement.ValueKind != JsonValueKind.Object
                || !claims.RootElement.TryGetProperty("access", out JsonElement access))
            {
                return null;
            }

            return access.ValueKind == JsonValueKind.Array
                ? [.. access.EnumerateArray().Where(entry => IsOf(entry, repository)).SelectMany(ActionsOf).Distinct().Take(MaximumActions)]
                : access.ValueKind == JsonValueKind.Null ? [] : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsOf(JsonElement entry, string repository) =>
        entry.ValueKind == JsonValueKind.Object && Is(entry, "type", "repository") && Is(entry, "name", repository);

    private static bool Is(JsonElement entry, string name, string value) =>
        entry.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String && text.ValueEquals(value);

    private static IEnumerable<string> ActionsOf(JsonElement entry) =>
        entry.TryGetProperty("actions", out JsonElement actions) && actions.ValueKind == JsonValueKind.Array
            ? actions.EnumerateArray()
                .Where(action => action.ValueKind == JsonValueKind.String)
                .Take(MaximumActions)
                .Select(action => UntrustedText.Clean(action.GetString(), MaximumText))
            : [];
}
