namespace AcrHealth.ResourceManager;

/// <summary>The versions of Azure's REST APIs that are asked: the latest ones that were no previews when each was written down.</summary>
internal static class ResourceManagerApi
{
    /// <summary>Microsoft.ContainerRegistry, November 2025: the first that tells the role assignment mode and is no preview.</summary>
    public const string Registries = "2025-11-01";

    /// <summary>Microsoft.Network.</summary>
    public const string Network = "2024-05-01";

    /// <summary>Microsoft.ManagedIdentity.</summary>
    public const string Identities = "2023-01-31";

    /// <summary>Microsoft.Authorization.</summary>
    public const string Authorization = "2022-04-01";

    /// <summary>Microsoft.ResourceGraph.</summary>
    public const string Graph = "2022-10-01";
}
