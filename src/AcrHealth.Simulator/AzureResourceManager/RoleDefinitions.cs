using System.Text.Json.Nodes;

namespace AcrHealth.Simulator.AzureResourceManager;

/// <summary>The built-in roles that matter to registries, with their ids and permissions (https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/containers).</summary>
internal static class RoleDefinitions
{
    public const string AcrPull = "AcrPull";
    public const string Contributor = "Contributor";
    public const string RepositoryReader = "Container Registry Repository Reader";
    public const string ImageSigner = "AcrImageSigner";

    private static readonly Dictionary<string, (string Id, string[] Actions, string[] NotActions, string[] DataActions)> All = new()
    {
        [AcrPull] = ("7f951dda-4ed3-4680-a7ca-43fe172d538d", ["Microsoft.ContainerRegistry/registries/pull/read"], [], []),
        [Contributor] = ("b24988ac-6180-42a0-ab88-20f7382dd24c", ["*"], ["Microsoft.Authorization/*/Write"], []),
        [RepositoryReader] = ("b93aa761-3e63-49ed-ac28-beffa264f7ac", [], [], ["Microsoft.ContainerRegistry/registries/repositories/metadata/read", "Microsoft.ContainerRegistry/registries/repositories/content/read"]),
        [ImageSigner] = ("6cef56e8-d556-48e5-a04f-b8e64114680f", ["Microsoft.ContainerRegistry/registries/sign/write"], [], []),
    };

    public static string IdOf(string name) => All[name].Id;

    /// <summary>A role's definition; <see langword="null"/> where none has that id.</summary>
    public static JsonObject? Describe(string id, string subscriptionId)
    {
        if (All.FirstOrDefault(role => role.Value.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is not { Key: { } name } role)
        {
            return null;
        }

        return new()
        {
            ["id"] = $"/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/{role.Value.Id}",
            ["type"] = "Microsoft.Authorization/roleDefinitions",
            ["name"] = role.Value.Id,
            ["properties"] = new JsonObject
            {
                ["roleName"] = name,
                ["type"] = "BuiltInRole",
                ["assignableScopes"] = new JsonArray("/"),
                ["permissions"] = new JsonArray(new JsonObject
                {
                    ["actions"] = Texts(role.Value.Actions),
                    ["notActions"] = Texts(role.Value.NotActions),
                    ["dataActions"] = Texts(role.Value.DataActions),
                    ["notDataActions"] = new JsonArray(),
                }),
            },
        };
    }

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
