using System.Text.Json;
using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>
/// Reads what a registry's access token allows (distribution specification, token authentication), without verifying it. Azure spells the members of an
/// entry Type, Name and Actions; other registries spell them in lower case.
/// </summary>
internal static class AccessClaims
{
    private const int MaximumActions = 20;
    private const int MaximumText = 50;
    private const char Wildcard = '*';

    /// <summary>The actions that the token allows on a repository, possibly none; null if the token does not say.</summary>
    public static IReadOnlyList<string>? Actions(string token, string repository)
    {
        try
        {
            using JsonDocument? claims = TokenClaims.Payload(token);
            if (claims is null || Member(claims.RootElement, "access") is not { } access)
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

    /// <summary>Whether a list of actions, of a token or of a scope, contains one or stands for all.</summary>
    public static bool Allow(IReadOnlyList<string> actions, string action) => actions.Contains(action) || actions.Contains("*");

    private static bool IsOf(JsonElement entry, string repository) =>
        "repository".Equals(Text(entry, "type"), StringComparison.OrdinalIgnoreCase) && Text(entry, "name") is { } name && Covers(name, repository);

    // An anonymous caller's token and an administrator's are for "*"; scope maps may have "team/*".
    private static bool Covers(string name, string repository) =>
        name == repository || (name.EndsWith(Wildcard) && repository.StartsWith(name[..^1], StringComparison.Ordinal));

    private static string? Text(JsonElement entry, string name) =>
        Member(entry, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static IEnumerable<string> ActionsOf(JsonElement entry) =>
        Member(entry, "actions") is { ValueKind: JsonValueKind.Array } actions
            ? actions.EnumerateArray()
                .Where(action => action.ValueKind == JsonValueKind.String)
                .Take(MaximumActions)
                .Select(action => UntrustedText.Clean(action.GetString(), MaximumText))
            : [];

    private static JsonElement? Member(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }
}
