namespace AcrHealth.Simulator.Tokens;

/// <summary>
/// The resources that our Entra ID issues tokens for and our registries take tokens of: the registry service's own, and Azure Resource
/// Manager's under its new and old name.
/// </summary>
internal static class KnownAudiences
{
    public const string ContainerRegistry = "https://containerregistry.azure.net";

    private static readonly string[] WithoutSlash =
        [ContainerRegistry, "https://management.azure.com", "https://management.core.windows.net"];

    public static bool Contains(string audience)
    {
        string name = audience.EndsWith('/') ? audience[..^1] : audience;
        return WithoutSlash.Contains(name, StringComparer.Ordinal);
    }
}
