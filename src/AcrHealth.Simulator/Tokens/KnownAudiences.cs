namespace AcrHealth.Simulator.Tokens;

/// <summary>
/// The resources that our Entra ID issues tokens for and our registries take tokens of: the registry service's own, and Azure Resource
/// Manager's under its new and old name.
/// </summary>
internal static class KnownAudiences
{
    public const string ContainerRegistry = "https://containerregistry.azure.net";

    public const string ResourceManager = "https://management.azure.com";

    private const string OldResourceManager = "https://management.core.windows.net";

    public static bool Contains(string audience) => WithoutSlash(audience) == ContainerRegistry || IsResourceManager(audience);

    public static bool IsResourceManager(string audience) => WithoutSlash(audience) is ResourceManager or OldResourceManager;

    private static string WithoutSlash(string audience) => audience.EndsWith('/') ? audience[..^1] : audience;
}
