using AcrHealth.Nodes;
using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of the checks of containerd's configuration and of a pull through it.</summary>
internal static class ContainerdFindings
{
    private static readonly FindingSet Set = new(nameof(ContainerdFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    /// <summary>A file of containerd's configuration cannot be used.</summary>
    public static Finding ContainerdSettingsInvalid { get; } = Set.Failed(ErrorCodes.ContainerdConfiguration, ["file", "reason"]);

    /// <summary>Both config_path and mirrors or configs are set, which containerd refuses.</summary>
    public static Finding ContainerdSettingsConflict { get; } = Set.Failed(ErrorCodes.ContainerdConfiguration, ["file", "directory"]);

    /// <summary>A certificate or key that the configuration names does not exist.</summary>
    public static Finding ContainerdFileMissing { get; } = Set.Failed(ErrorCodes.ContainerdConfiguration, ["file", "path"]);

    /// <summary>No host has the capabilities that a pull needs.</summary>
    public static Finding ContainerdCannotPull { get; } = Set.Failed(ErrorCodes.ContainerdConfiguration, ["file"]);

    /// <summary>The registry itself is never asked.</summary>
    public static Finding ContainerdAsksOthers { get; } = Set.Warning(null, ["file", "hosts"]);

    /// <summary>A mirror is asked before the registry.</summary>
    public static Finding ContainerdMirrorFirst { get; } = Set.Warning(null, ["file", "mirror"]);

    /// <summary>The certificate of a host is not verified.</summary>
    public static Finding ContainerdSkipsVerification { get; } = Set.Warning(null, ["file", "mirror"]);

    /// <summary>hosts.toml has no table of hosts, so containerd before 2.0 ignores it.</summary>
    public static Finding ContainerdHostsIgnored { get; } = Set.Warning(null, ["file"]);

    /// <summary>containerd uses another proxy than this process.</summary>
    public static Finding ContainerdProxyDiffers { get; } = Set.Warning(null, ["proxy", "own"]);

    /// <summary>containerd's socket does not answer.</summary>
    public static Finding ContainerdUnavailable { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["socket", "reason"]);

    /// <summary>The pull timed out.</summary>
    public static Finding ContainerdPullTimedOut { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "longer"]);

    /// <summary>A mirror failed, which hides what the registry answered.</summary>
    public static Finding ContainerdMirrorFailed { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "failedHost", "reason"]);

    /// <summary>No credential was attached.</summary>
    public static Finding ContainerdPullAnonymous { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "reason"]);

    /// <summary>No credential was attached, because the credential provider failed.</summary>
    public static Finding ContainerdProviderFailed { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "reason"]);

    /// <summary>The credential was refused.</summary>
    public static Finding ContainerdCredentialRefused { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "reason"]);

    /// <summary>The credential does not allow the pull.</summary>
    public static Finding ContainerdPullDenied { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "reason"]);

    /// <summary>The image does not exist.</summary>
    public static Finding ContainerdImageNotFound { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "reason"]);

    /// <summary>The image is not for the node's platform.</summary>
    public static Finding ContainerdOtherPlatform { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "reason"]);

    /// <summary>The node does not trust the host's certificate.</summary>
    public static Finding ContainerdCertificateRejected { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["failedHost", "reason"]);

    /// <summary>The node cannot reach the host.</summary>
    public static Finding ContainerdHostUnreachable { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["failedHost", "reason", "nextCheck"]);

    /// <summary>The host refused the node.</summary>
    public static Finding ContainerdPullForbidden { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["failedHost", "reason"]);

    /// <summary>The host throttles the node.</summary>
    public static Finding ContainerdPullThrottled { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["failedHost", "reason"]);

    /// <summary>The artifact is not an image that the runtime supports.</summary>
    public static Finding ContainerdUnsupportedImage { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "reason"]);

    /// <summary>The pull failed for an unknown reason; containerd's own error describes it.</summary>
    public static Finding ContainerdPullFailed { get; } = Set.Failed(ErrorCodes.ContainerdPull, ["imageName", "reason"]);

    /// <summary>The finding for a cause in containerd's error.</summary>
    public static Finding OfPull(RuntimeErrorCause cause) => cause switch
    {
        RuntimeErrorCause.NoCredential => ContainerdPullAnonymous,
        RuntimeErrorCause.CredentialRefused => ContainerdCredentialRefused,
        RuntimeErrorCause.Unauthorized or RuntimeErrorCause.PullDenied => ContainerdPullDenied,
        RuntimeErrorCause.NotFound => ContainerdImageNotFound,
        RuntimeErrorCause.PlatformMissing or RuntimeErrorCause.WindowsVersion => ContainerdOtherPlatform,
        RuntimeErrorCause.CertificateUntrusted or RuntimeErrorCause.CertificateExpired or RuntimeErrorCause.CertificateName or RuntimeErrorCause.PlainHttp => ContainerdCertificateRejected,
        RuntimeErrorCause.HostNotFound or RuntimeErrorCause.HostMisspelled or RuntimeErrorCause.DnsFailed or RuntimeErrorCause.TimedOut or RuntimeErrorCause.ConnectionRefused
            or RuntimeErrorCause.ConnectionLost or RuntimeErrorCause.NetworkUnreachable or RuntimeErrorCause.ProxyAuthentication or RuntimeErrorCause.ProxyFailed => ContainerdHostUnreachable,
        RuntimeErrorCause.Firewall or RuntimeErrorCause.Forbidden => ContainerdPullForbidden,
        RuntimeErrorCause.Throttled => ContainerdPullThrottled,
        RuntimeErrorCause.OldSchema or RuntimeErrorCause.NotAnImage => ContainerdUnsupportedImage,
        _ => ContainerdPullFailed,
    };
}
