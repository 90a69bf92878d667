using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The causes for which a container of a pod does not get its image, as its node reports them.</summary>
internal static class PodFindings
{
    private static readonly FindingSet Set = new(nameof(PodFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    // Credentials.
    public static Finding PodNoCredential { get; } = Set.Failed(ErrorCodes.AccessToken, ["node", "evidence", "account", "namespace", "name", "selector"]);
    public static Finding PodCredentialRefused { get; } = Set.Failed(ErrorCodes.AccessToken, ["node", "evidence", "namespace", "name", "selector"]);
    public static Finding PodUnauthorized { get; } = Set.Failed(ErrorCodes.AccessToken, ["node", "evidence", "name", "selector", "account", "namespace"]);
    public static Finding PodPullDenied { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["node", "evidence", "name", "selector"]);
    public static Finding PodCredentialProviderFailed { get; } = Set.Failed(ErrorCodes.AccessToken, ["node", "evidence", "name", "selector"]);

    // Pull secrets.
    public static Finding PodSecretMissing { get; } = Set.Failed(ErrorCodes.AccessToken, ["secret", "pod", "namespace", "account"]);
    public static Finding PodSecretElsewhere { get; } = Set.Failed(ErrorCodes.AccessToken, ["secret", "pod", "other", "namespace"]);
    public static Finding PodSecretWrongType { get; } = Set.Failed(ErrorCodes.AccessToken, ["secret", "pod", "type", "namespace"]);
    public static Finding PodSecretUnreadable { get; } = Set.Failed(ErrorCodes.AccessToken, ["secret", "pod", "place", "namespace"]);
    public static Finding PodSecretOtherRegistry { get; } = Set.Failed(ErrorCodes.AccessToken, ["pod", "secret", "keys", "account", "namespace"]);
    public static Finding PodSecretExpired { get; } = Set.Failed(ErrorCodes.AccessToken, ["secret", "pod", "expires"]);
    public static Finding PodSecretNotReferenced { get; } = Set.Failed(ErrorCodes.AccessToken, ["secret", "namespace", "pod", "account"]);
    public static Finding PodSecretAddedLater { get; } = Set.Failed(ErrorCodes.AccessToken, ["account", "secret", "pod", "namespace"]);

    // The image.
    public static Finding PodImageNotFound { get; } = Set.Failed(ErrorCodes.Manifest, ["evidence", "pod", "name"]);
    public static Finding PodPlatformMissing { get; } = Set.Failed(ErrorCodes.Platform, ["node", "evidence", "name", "pod"]);
    public static Finding PodWindowsVersion { get; } = Set.Failed(ErrorCodes.Platform, ["node", "evidence"]);
    public static Finding PodImageUnusable { get; } = Set.Failed(ErrorCodes.Manifest, ["node", "evidence", "name"]);
    public static Finding PodImageNameInvalid { get; } = Set.Failed(null, ["container", "pod", "evidence", "namespace"]);
    public static Finding PodPullPolicyNever { get; } = Set.Failed(null, ["node", "container"]);
    public static Finding PodSignatureRefused { get; } = Set.Failed(null, ["node", "evidence"]);

    // The way to the registry.
    public static Finding PodRegistryMisspelled { get; } = Set.Failed(ErrorCodes.Dns, ["evidence", "container", "pod", "namespace"]);
    public static Finding PodHostNotFound { get; } = Set.Failed(ErrorCodes.Dns, ["node", "failedHost", "evidence", "name", "selector"]);
    public static Finding PodDnsFailed { get; } = Set.Failed(ErrorCodes.Dns, ["node", "failedHost", "evidence", "name", "selector"]);
    public static Finding PodHostUnreachable { get; } = Set.Failed(ErrorCodes.LoginServer, ["node", "failedHost", "evidence", "name", "selector"]);
    public static Finding PodLayerHostUnreachable { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["node", "failedHost", "evidence", "name", "selector"]);
    public static Finding PodCertificateRefused { get; } = Set.Failed(ErrorCodes.Ssl, ["node", "failedHost", "evidence", "name", "selector"]);
    public static Finding PodProxyFailed { get; } = Set.Failed(ErrorCodes.Proxy, ["node", "evidence", "name", "selector"]);
    public static Finding PodFirewall { get; } = Set.Failed(ErrorCodes.Forbidden, ["node", "evidence", "name", "selector"]);
    public static Finding PodForbidden { get; } = Set.Failed(ErrorCodes.Forbidden, ["failedHost", "node", "evidence", "name", "selector"]);
    public static Finding PodThrottled { get; } = Set.Failed(ErrorCodes.TooManyRequests, ["node", "evidence"]);
    public static Finding PodKubeletThrottled { get; } = Set.Failed(null, ["node", "evidence"]);
    public static Finding PodServerError { get; } = Set.Failed(ErrorCodes.RegistryApi, ["failedHost", "node", "evidence", "name"]);
    public static Finding PodMirrorFailed { get; } = Set.Failed(null, ["node", "failedHost", "evidence", "name", "selector"]);

    // The node.
    public static Finding PodNodeStorage { get; } = Set.Failed(ErrorCodes.DiskSpace, ["node", "evidence"]);

    // Causes that the text does not name.
    public static Finding PodBackOff { get; } = Set.Failed(null, ["node", "pod", "namespace", "name", "selector"]);
    public static Finding PodPullFailed { get; } = Set.Failed(null, ["node", "evidence", "name", "selector"]);
}
