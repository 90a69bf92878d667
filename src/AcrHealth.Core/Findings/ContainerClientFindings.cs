using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of the checks of the container client's login and of the engine's configuration.</summary>
internal static class ContainerClientFindings
{
    private static readonly FindingSet Set = new(nameof(ContainerClientFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    /// <summary>This account may not read the client's configuration.</summary>
    public static Finding ConfigurationDenied { get; } = Set.Failed(null, ["client", "file", "chown", "folder"]);

    /// <summary>The client's configuration is not valid JSON.</summary>
    public static Finding ConfigurationNotJson { get; } = Set.Failed(null, ["client", "file", "backup", "place", "signIn"]);

    /// <summary>An entry under auths is not base64 of a user name and a password.</summary>
    public static Finding ConfigurationEntryBroken { get; } = Set.Failed(null, ["client", "file", "key", "signIn", "signOut"]);

    /// <summary>The client's configuration cannot be read from the disk.</summary>
    public static Finding ConfigurationUnreadable { get; } = Set.Failed(null, ["client", "file", "reason", "signIn"]);

    /// <summary>The credential helper is not on the PATH.</summary>
    public static Finding HelperMissing { get; } = Set.Failed(null, ["client", "file", "helper", "property", "install", "signIn"]);

    /// <summary>The credential helper cannot be started.</summary>
    public static Finding HelperCannotStart { get; } = Set.Failed(null, ["file", "helper", "path", "reason", "property"]);

    /// <summary>The configured helper name cannot be part of a program's name.</summary>
    public static Finding HelperNameInvalid { get; } = Set.Failed(null, ["file", "helper", "property"]);

    /// <summary>The credential helper did not answer in time.</summary>
    public static Finding HelperTimedOut { get; } = Set.Failed(null, ["helper", "property", "file", "seconds"]);

    /// <summary>The password store of the helper pass is not initialized.</summary>
    public static Finding PassNotInitialized { get; } = Set.Failed(null, ["helper", "property", "file", "signIn"]);

    /// <summary>The key that the password store is encrypted with is not available.</summary>
    public static Finding PassKeyUnavailable { get; } = Set.Failed(null, ["helper", "signIn"]);

    /// <summary>There is no desktop session whose secret service could keep logins.</summary>
    public static Finding SecretServiceUnavailable { get; } = Set.Failed(null, ["helper", "property", "file", "signIn"]);

    /// <summary>The keychain is locked, or this session may not ask to unlock it.</summary>
    public static Finding KeychainLocked { get; } = Set.Failed(null, ["helper", "unlock", "property", "file"]);

    /// <summary>Windows' credential manager is not available in this session, or cannot keep so long a token.</summary>
    public static Finding WindowsCredentialsUnavailable { get; } = Set.Failed(null, ["helper", "property", "file"]);

    /// <summary>The helper needs another program that is not on the PATH.</summary>
    public static Finding HelperNeedsProgram { get; } = Set.Failed(null, ["helper", "program", "property", "file"]);

    /// <summary>Docker Desktop, whose helper is configured, is not running or not signed in.</summary>
    public static Finding DesktopUnavailable { get; } = Set.Failed(null, ["helper", "property", "file", "signIn"]);

    /// <summary>The helper serves another provider's registries and stores no logins for others.</summary>
    public static Finding HelperCannotStore { get; } = Set.Warning(null, ["client", "helper", "owner", "property", "file", "signIn"]);

    /// <summary>The credential helper failed, and its reason is not shown.</summary>
    public static Finding HelperFailed { get; } = Set.Failed(null, ["helper", "exitCode", "property", "file", "signIn"]);

    /// <summary>The credential helper printed nothing.</summary>
    public static Finding HelperSilent { get; } = Set.Failed(null, ["helper", "property", "file", "signIn"]);

    /// <summary>The credential helper answered with something other than a login.</summary>
    public static Finding HelperAnswerInvalid { get; } = Set.Failed(null, ["helper", "property", "file", "signIn"]);

    /// <summary>The stored login has expired.</summary>
    public static Finding LoginExpired { get; } = Set.Warning(null, ["client", "end", "now", "who", "place", "signIn", "azure", "signOut"]);

    /// <summary>The login in the file is not used because of a helper.</summary>
    public static Finding LoginShadowed { get; } = Set.Warning(null, ["client", "file", "helper", "property", "signIn", "azure"]);

    /// <summary>The login is stored under a spelling that the client does not use for this registry.</summary>
    public static Finding LoginUnderOtherName { get; } = Set.Warning(null, ["client", "stored", "wanted", "place", "imageHost", "signIn", "signOut"]);

    /// <summary>The login is in the home directory, and the snap's client reads its own.</summary>
    public static Finding LoginInOtherHome { get; } = Set.Warning(null, ["file", "other", "snap", "replace"]);

    /// <summary>The session runs with sudo, and the login belongs to the account behind it.</summary>
    public static Finding LoginOfOtherUser { get; } = Set.Warning(null, ["client", "file", "other", "account", "folder"]);

    /// <summary>DOCKER_CONFIG sends the client to another configuration than the one with the login.</summary>
    public static Finding LoginInOtherFolder { get; } = Set.Warning(null, ["client", "file", "other", "variable"]);

    /// <summary>DOCKER_CONTENT_TRUST makes docker refuse images without a signature.</summary>
    public static Finding ContentTrustOn { get; } = Set.Warning(null, ["value"]);

    /// <summary>Podman is configured to pull nothing from the registry.</summary>
    public static Finding EngineBlocksRegistry { get; } = Set.Failed(ErrorCodes.DockerConfiguration, ["prefix"]);

    /// <summary>A certificate or key for the registry has no partner.</summary>
    public static Finding ClientCertificateIncomplete { get; } = Set.Failed(ErrorCodes.DockerConfiguration, ["file", "authorityFile"]);

    /// <summary>The engine goes directly, and this session through a proxy.</summary>
    public static Finding EngineBypassesProxy { get; } = Set.Warning(ErrorCodes.DockerConfiguration, ["sessionProxy", "settings", "restart"]);

    /// <summary>The engine goes through a proxy, and this session directly.</summary>
    public static Finding EngineUsesProxy { get; } = Set.Warning(ErrorCodes.DockerConfiguration, ["engineProxy", "settings", "restart"]);

    /// <summary>The engine goes through another proxy than this session.</summary>
    public static Finding EngineUsesOtherProxy { get; } = Set.Warning(ErrorCodes.DockerConfiguration, ["engineProxy", "sessionProxy", "settings", "restart"]);

    /// <summary>Docker's engine does not verify the registry's certificate.</summary>
    public static Finding EngineVerifiesNothing { get; } = Set.Warning(ErrorCodes.DockerConfiguration, ["settings", "restart"]);

    /// <summary>Podman does not verify the registry's certificate.</summary>
    public static Finding PodmanVerifiesNothing { get; } = Set.Warning(ErrorCodes.DockerConfiguration, ["prefix"]);

    /// <summary>Podman asks mirrors before the registry.</summary>
    public static Finding RegistryIsMirrored { get; } = Set.Warning(ErrorCodes.DockerConfiguration, ["mirrors"]);

    /// <summary>The engine asks the registry for Docker Hub's images.</summary>
    public static Finding RegistryIsHubMirror { get; } = Set.Warning(ErrorCodes.DockerConfiguration, ["settings", "restart"]);
}
