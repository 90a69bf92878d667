namespace AcrHealth.AzureResourceManager;

/// <summary>The versions of Azure's REST APIs that are used: for each, the latest that was not a preview when it was written down.</summary>
internal static class ResourceManagerApi
{
    /// <summary>Microsoft.ContainerRegistry, November 2025: the first version that reports the role assignment mode and is not a preview.</summary>
    public const string Registries = "2025-11-01";

    // All clouds have this version: those of governments and of China get new versions months later.
    private const string OlderRegistries = "2023-07-01";

    private static readonly string[] VersionCodes = ["NoRegisteredProviderFound", "InvalidApiVersionParameter", "InvalidResourceType"];

    /// <summary>Microsoft.Network.</summary>
    public const string Network = "2024-05-01";

    /// <summary>Microsoft.ManagedIdentity.</summary>
    public const string Identities = "2023-01-31";

    /// <summary>Microsoft.Authorization.</summary>
    public const string Authorization = "2022-04-01";

    /// <summary>Microsoft.ResourceGraph.</summary>
    public const string Graph = "2022-10-01";

    /// <summary>The older version to use in a cloud that lacks one; null if there is none.</summary>
    public static string? Before(string version) => version == Registries ? OlderRegistries : null;

    /// <summary>Whether an error's code means that the version does not exist.</summary>
    public static bool IsVersionError(string? code) => code is not null && VersionCodes.Contains(code);
}
