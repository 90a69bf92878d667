using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of the checks of this machine (container client, engine, disk, pull, Helm).</summary>
internal static class MachineFindings
{
    private static readonly FindingSet Set = new(nameof(MachineFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    /// <summary>There is no container client on the PATH.</summary>
    public static Finding ClientMissing { get; } = Set.Failed(ErrorCodes.DockerCommand, ["client", "install"]);

    /// <summary>Another container client is on the PATH.</summary>
    public static Finding ClientUnderOtherName { get; } = Set.Failed(ErrorCodes.DockerCommand, ["client", "other", "path", "install", "integration"]);

    /// <summary>DOCKER_COMMAND names a program that is not there.</summary>
    public static Finding ClientVariableNamesNothing { get; } = Set.Failed(ErrorCodes.DockerCommand, ["client"]);

    /// <summary>DOCKER_COMMAND has arguments.</summary>
    public static Finding ClientVariableIsCommandLine { get; } = Set.Failed(ErrorCodes.DockerCommand, ["client", "program", "group"]);

    /// <summary>DOCKER_COMMAND is a path relative to the current directory.</summary>
    public static Finding ClientPathIsRelative { get; } = Set.Failed(ErrorCodes.DockerCommand, ["client"]);

    /// <summary>The file with the program's name may not be executed.</summary>
    public static Finding ProgramNotExecutable { get; } = Set.Failed(null, ["program", "path"]);

    /// <summary>A directory has the program's name.</summary>
    public static Finding ProgramIsDirectory { get; } = Set.Failed(null, ["program", "path"]);

    /// <summary>The operating system could not start the program.</summary>
    public static Finding ProgramCannotStart { get; } = Set.Failed(null, ["program", "path", "reason", "install", "architecture"]);

    /// <summary>A program timed out.</summary>
    public static Finding ProgramTimedOut { get; } = Set.Failed(null, ["command", "reason", "check", "longer"]);

    /// <summary>Docker Desktop is not integrated with this WSL distribution.</summary>
    public static Finding WslIntegrationOff { get; } = Set.Failed(null, ["client", "distribution"]);

    /// <summary>The client could not report its version.</summary>
    public static Finding ClientVersionFailed { get; } = Set.Failed(ErrorCodes.DockerVersion, ["client", "command", "reason", "install"]);

    /// <summary>The program is not a container client.</summary>
    public static Finding NotAContainerClient { get; } = Set.Failed(ErrorCodes.DockerVersion, ["client", "command", "reason", "path"]);

    /// <summary>The client printed no version.</summary>
    public static Finding ClientVersionUnreadable { get; } = Set.Failed(ErrorCodes.DockerVersion, ["command", "reason", "install"]);

    /// <summary>No engine listens where the client looks for it.</summary>
    public static Finding EngineNotRunning { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["client", "start", "engines", "address", "unit", "reason"]);

    /// <summary>Podman's virtual machine or service does not answer.</summary>
    public static Finding PodmanNotRunning { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["client", "start", "reason"]);

    /// <summary>DOCKER_HOST sends the client to an engine that does not answer.</summary>
    public static Finding EngineHostUnreachable { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["engineHost", "start", "reason"]);

    /// <summary>The name of the engine's host cannot be resolved.</summary>
    public static Finding EngineAddressNotFound { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["engineHost", "reason"]);

    /// <summary>This account may not use the engine's socket.</summary>
    public static Finding EngineSocketDenied { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["group", "reason"]);

    /// <summary>This account may not use containerd's socket, which only root may unless containerd is rootless.</summary>
    public static Finding ContainerdSocketDenied { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["rootless", "reason"]);

    /// <summary>The account is in the docker group, but this session began before it was added.</summary>
    public static Finding EngineGroupNotActive { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["reason"]);

    /// <summary>This account may not use the engine's named pipe on Windows.</summary>
    public static Finding EnginePipeDenied { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["group", "reason"]);

    /// <summary>The selected context does not exist.</summary>
    public static Finding EngineContextMissing { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["client", "context", "reason", "variable"]);

    /// <summary>The engine no longer supports the client's API version.</summary>
    public static Finding ClientTooOld { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["client", "update", "variable", "reason"]);

    /// <summary>The engine does not support the client's API version yet.</summary>
    public static Finding ClientTooNew { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["client", "supported", "reason"]);

    /// <summary>The engine's address requires TLS, but the client uses plain HTTP.</summary>
    public static Finding EngineSpeaksTls { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["reason"]);

    /// <summary>The client uses TLS, but the engine's address uses plain HTTP.</summary>
    public static Finding EngineSpeaksPlainHttp { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["reason"]);

    /// <summary>The certificates for the connection to the engine are missing or not trusted.</summary>
    public static Finding EngineCertificates { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["reason"]);

    /// <summary>The SSH connection to the engine failed.</summary>
    public static Finding EngineSshFailed { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["engineHost", "reason"]);

    /// <summary>The engine accepted the connection and did not answer in time.</summary>
    public static Finding EngineTimedOut { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["engines", "restart", "reason", "longer"]);

    /// <summary>The engine, or a proxy in front of it, answered with a server error.</summary>
    public static Finding EngineInternalError { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["restart", "reason"]);

    /// <summary>Rootless containers have too few user ids, or none.</summary>
    public static Finding UserNamespaceUnavailable { get; } = Set.Failed(null, ["migrate", "uidmap", "subids", "reason"]);

    /// <summary>The control groups that the engine needs are not mounted or not delegated.</summary>
    public static Finding CgroupsUnavailable { get; } = Set.Failed(null, ["dockerClient", "reason"]);

    /// <summary>The disk of the engine is full.</summary>
    public static Finding NoSpaceLeft { get; } = Set.Failed(null, ["dockerClient", "ctr", "disk", "reason"]);

    /// <summary>The engine's storage is mounted read-only.</summary>
    public static Finding StorageReadOnly { get; } = Set.Failed(null, ["restart", "reason"]);

    /// <summary>The engine could not be used, for a reason of its own.</summary>
    public static Finding EngineFailed { get; } = Set.Failed(ErrorCodes.DockerDaemon, ["command", "reason", "restart"]);

    /// <summary>The engine's clock is behind this machine's.</summary>
    public static Finding EngineClockBehind { get; } = Set.Failed(ErrorCodes.ClockSkew, ["difference", "engineTime", "sessionTime", "restart", "sync"]);

    /// <summary>The engine's clock is ahead of this machine's.</summary>
    public static Finding EngineClockAhead { get; } = Set.Failed(ErrorCodes.ClockSkew, ["difference", "engineTime", "sessionTime", "restart", "sync"]);

    /// <summary>Docker Desktop runs Windows containers.</summary>
    public static Finding WindowsContainers { get; } = Set.Warning(null, ["platform"]);

    /// <summary>The disk with the engine's images has almost no free space.</summary>
    public static Finding DiskFull { get; } = Set.Failed(ErrorCodes.DiskSpace, ["free", "path", "dockerClient", "ctr", "usage"]);

    /// <summary>The disk with the engine's images has little free space.</summary>
    public static Finding DiskLow { get; } = Set.Warning(ErrorCodes.DiskSpace, ["free", "path", "dockerClient", "ctr", "usage"]);

    /// <summary>The engine does not trust the certificate of the image's registry.</summary>
    public static Finding PullCertificateUntrusted { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "certificate", "daemon", "desktop", "reason"]);

    /// <summary>The certificate is for another name.</summary>
    public static Finding PullCertificateName { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "reason"]);

    /// <summary>The certificate has expired, by a clock that is right.</summary>
    public static Finding PullCertificateExpired { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "reason"]);

    /// <summary>The engine's clock is wrong, so valid certificates look expired or not valid yet.</summary>
    public static Finding PullClockWrong { get; } = Set.Failed(ErrorCodes.DockerPull, ["restart", "sync", "reason"]);

    /// <summary>The registry requires a sign-in, and the client has no valid one.</summary>
    public static Finding PullUnauthorized { get; } = Set.Failed(ErrorCodes.DockerPull, ["client", "from", "signIn", "azure", "reason"]);

    /// <summary>The registry requires a sign-in, or may hide the image without one, and the client has no logins.</summary>
    public static Finding PullWithoutLogin { get; } = Set.Failed(ErrorCodes.DockerPull, ["client", "from", "imageRepository", "reason"]);

    /// <summary>The login may not pull the image.</summary>
    public static Finding PullDenied { get; } = Set.Failed(ErrorCodes.DockerPull, ["client", "from", "signIn", "azure", "registryName", "reason"]);

    /// <summary>The registry's firewall does not allow the engine's address.</summary>
    public static Finding PullFirewall { get; } = Set.Failed(ErrorCodes.DockerPull, ["from", "address", "registryName", "reason"]);

    /// <summary>A host or proxy answered the pull with 403.</summary>
    public static Finding PullForbidden { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "reason"]);

    /// <summary>The image does not exist.</summary>
    public static Finding PullNotFound { get; } = Set.Failed(ErrorCodes.DockerPull, ["from", "tags", "reason"]);

    /// <summary>The image that the caller named has nothing for the engine's platform.</summary>
    public static Finding PullOtherPlatform { get; } = Set.Failed(ErrorCodes.DockerPull, ["client", "pull", "pulled", "platforms", "other", "variable", "linux", "reason"]);

    /// <summary>The Windows image is for another version of Windows.</summary>
    public static Finding PullWindowsVersion { get; } = Set.Failed(ErrorCodes.DockerPull, ["reason"]);

    /// <summary>The engine cannot resolve a host of the image.</summary>
    public static Finding PullDnsFailed { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "restart", "dns", "reason"]);

    /// <summary>The engine's DNS server does not answer.</summary>
    public static Finding PullDnsTimedOut { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "restart", "dns", "reason"]);

    /// <summary>The engine cannot use its proxy.</summary>
    public static Finding PullProxyFailed { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "dockerClient", "proxy", "restart", "reason"]);

    /// <summary>The engine's proxy requires a user name and password.</summary>
    public static Finding PullProxyAuthentication { get; } = Set.Failed(ErrorCodes.DockerPull, ["proxy", "restart", "reason"]);

    /// <summary>A host of the image does not answer the engine.</summary>
    public static Finding PullConnectionTimedOut { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "from", "proxy", "reason"]);

    /// <summary>A host of the image refuses the engine's connections.</summary>
    public static Finding PullConnectionRefused { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "proxy", "reason"]);

    /// <summary>The connection broke off during the pull.</summary>
    public static Finding PullConnectionLost { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "restart", "reason"]);

    /// <summary>The engine has no route to a host of the image.</summary>
    public static Finding PullNetworkUnreachable { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "reason"]);

    /// <summary>The host of the image uses plain HTTP.</summary>
    public static Finding PullPlainHttp { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "from", "settings", "hosts", "restart", "reason"]);

    /// <summary>The registry throttles.</summary>
    public static Finding PullThrottled { get; } = Set.Failed(ErrorCodes.DockerPull, ["client", "from", "signIn", "reason"]);

    /// <summary>The registry, or a proxy in front of it, answered with a server error.</summary>
    public static Finding PullServerError { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "from", "reason"]);

    /// <summary>Docker content trust is on, and the image is not signed.</summary>
    public static Finding PullContentTrust { get; } = Set.Failed(ErrorCodes.DockerPull, ["reason"]);

    /// <summary>The credential helper that the client's configuration names is missing.</summary>
    public static Finding PullHelperMissing { get; } = Set.Failed(ErrorCodes.DockerPull, ["helper", "file", "reason"]);

    /// <summary>The engine may not write or own the files of a layer.</summary>
    public static Finding PullLayerPermission { get; } = Set.Failed(ErrorCodes.DockerPull, ["dockerClient", "reason"]);

    /// <summary>The engine's storage driver does not work on its file system.</summary>
    public static Finding PullStorageDriver { get; } = Set.Failed(ErrorCodes.DockerPull, ["settings", "snapshotter", "restart", "reason"]);

    /// <summary>The content that arrived does not match its digest.</summary>
    public static Finding PullContentAltered { get; } = Set.Failed(ErrorCodes.DockerPull, ["serverName", "dockerClient", "reason"]);

    /// <summary>The name leads to something that is not a container image, such as a chart.</summary>
    public static Finding PullNotAnImage { get; } = Set.Failed(ErrorCodes.DockerPull, ["reason"]);

    /// <summary>The image has a manifest of an old schema that the engine no longer accepts.</summary>
    public static Finding PullOldSchema { get; } = Set.Failed(ErrorCodes.DockerPull, ["client", "reason"]);

    /// <summary>The image name is not one that the client accepts.</summary>
    public static Finding PullNameInvalid { get; } = Set.Failed(ErrorCodes.DockerPull, ["reason"]);

    /// <summary>The pull timed out.</summary>
    public static Finding PullTimedOut { get; } = Set.Failed(ErrorCodes.DockerPull, ["client", "pull", "pulled", "serverName", "reason", "longer"]);

    /// <summary>The pull failed, for a reason of its own.</summary>
    public static Finding PullFailed { get; } = Set.Failed(ErrorCodes.DockerPull, ["client", "pull", "pulled", "serverName", "reason"]);

    /// <summary>Helm is not on the PATH.</summary>
    public static Finding HelmMissing { get; } = Set.Failed(ErrorCodes.HelmCommand, ["install"]);

    /// <summary>Helm could not report its version.</summary>
    public static Finding HelmFailed { get; } = Set.Failed(ErrorCodes.HelmVersion, ["command", "reason", "install"]);

    /// <summary>Helm printed no version.</summary>
    public static Finding HelmVersionUnreadable { get; } = Set.Failed(ErrorCodes.HelmVersion, ["command", "reason", "path", "install"]);

    /// <summary>Helm is older than the first version that works with Azure Container Registry.</summary>
    public static Finding HelmTooOld { get; } = Set.Failed(ErrorCodes.HelmVersion, ["version", "minimum", "update"]);

    /// <summary>This version of Helm has a known fault with registries that require a sign-in.</summary>
    public static Finding HelmVersionFaulty { get; } = Set.Warning(ErrorCodes.HelmVersion, ["version", "fixed", "update"]);
}
