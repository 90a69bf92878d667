using System.Text.Json;

namespace AcrHealth.Containers;

/// <summary>
/// The types of a configuration's members. Clients are written in Go, whose decoder refuses a whole file for one member of another type; null
/// fits every type, and unknown members may have any.
/// </summary>
internal static class ClientShape
{
    /// <summary>The members that both clients know.</summary>
    private static readonly Dictionary<string, Func<JsonElement, bool>> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        ["auths"] = value => IsMapOf(value, IsEntry),
        ["credHelpers"] = value => IsMapOf(value, IsText),
    };

    private static readonly Dictionary<string, Func<JsonElement, bool>> Docker = new(Common, StringComparer.OrdinalIgnoreCase)
    {
        ["credsStore"] = IsText,
        ["HttpHeaders"] = value => IsMapOf(value, IsText),
        ["aliases"] = value => IsMapOf(value, IsText),
        ["features"] = value => IsMapOf(value, IsText),
        ["plugins"] = value => IsMapOf(value, plugin => IsMapOf(plugin, IsText)),
        ["proxies"] = value => IsMapOf(value, proxy => IsObjectWith(proxy, ["httpProxy", "httpsProxy", "noProxy", "ftpProxy", "allProxy"])),
        ["pruneFilters"] = IsListOfTexts,
        ["cliPluginsExtraDirs"] = IsListOfTexts,
        ["detachKeys"] = IsText,
        ["currentContext"] = IsText,
        ["psFormat"] = IsText,
        ["imagesFormat"] = IsText,
        ["networksFormat"] = IsText,
        ["pluginsFormat"] = IsText,
        ["volumesFormat"] = IsText,
        ["statsFormat"] = IsText,
        ["serviceInspectFormat"] = IsText,
        ["servicesFormat"] = IsText,
        ["tasksFormat"] = IsText,
        ["secretFormat"] = IsText,
        ["configFormat"] = IsText,
        ["nodesFormat"] = IsText,
    };

    /// <summary>The first member whose type is not the one that the client expects; null if there is none.</summary>
    public static string? Wrong(JsonElement root, bool isPodman)
    {
        Dictionary<string, Func<JsonElement, bool>> known = isPodman ? Common : Docker;
        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (GoJson.Name(member) is { } name && known.TryGetValue(name, out Func<JsonElement, bool>? fits) && !fits(member.Value))
            {
                return name;
            }
        }

        return null;
    }

    private static bool IsEntry(JsonElement value) =>
        IsObjectWith(value, ["username", "password", "auth", "email", "serveraddress", "identitytoken", "registrytoken"]);

    private static bool IsText(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    private static bool IsListOfTexts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsText));

    private static bool IsMapOf(JsonElement value, Func<JsonElement, bool> fits) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(member => fits(member.Value)));

    private static bool IsObjectWith(JsonElement value, string[] texts) =>
        value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().All(member => GoJson.Name(member) is not { } name || !texts.Contains(name, StringComparer.OrdinalIgnoreCase) || IsText(member.Value)));
}
