using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of the checks of the kubelet's identity, its credential provider and pull secrets.</summary>
internal static class NodeFindings
{
    private static readonly FindingSet Set = new(nameof(NodeFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    /// <summary>The kubelet's cloud configuration cannot be read.</summary>
    public static Finding NodeIdentityUnreadable { get; } = Set.Failed(ErrorCodes.KubeletIdentity, ["file", "reason"]);

    /// <summary>The kubelet's cloud configuration is not valid JSON.</summary>
    public static Finding NodeIdentityInvalid { get; } = Set.Failed(ErrorCodes.KubeletIdentity, ["file", "line"]);

    /// <summary>The kubelet's cloud configuration names no identity.</summary>
    public static Finding NodeIdentityMissing { get; } = Set.Failed(ErrorCodes.KubeletIdentity, ["file"]);

    /// <summary>The service principal has neither a secret nor a certificate.</summary>
    public static Finding NodeIdentityWithoutSecret { get; } = Set.Failed(ErrorCodes.KubeletIdentity, ["file", "client"]);

    /// <summary>The managed identity is not assigned to this machine.</summary>
    public static Finding NodeIdentityNotOnMachine { get; } = Set.Failed(ErrorCodes.KubeletIdentity, ["file", "client", "reason"]);

    /// <summary>The metadata service could not be asked about the identity.</summary>
    public static Finding NodeIdentityUnverified { get; } = Set.Warning(null, ["client", "reason"]);

    /// <summary>There is no configuration of credential providers.</summary>
    public static Finding ProviderConfigurationMissing { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["file"]);

    /// <summary>The kubelet would not start with the configuration of credential providers.</summary>
    public static Finding ProviderConfigurationInvalid { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["file", "reason"]);

    /// <summary>No pattern of matchImages covers the registry.</summary>
    public static Finding ProviderDoesNotMatch { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["imageName", "file", "patterns"]);

    /// <summary>The provider needs a token of the pod's service account.</summary>
    public static Finding ProviderNeedsServiceAccount { get; } = Set.Warning(null, ["program", "file"]);

    /// <summary>The provider's program does not exist.</summary>
    public static Finding ProviderProgramMissing { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["path", "file"]);

    /// <summary>The provider's program cannot be started.</summary>
    public static Finding ProviderCannotStart { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["path", "reason"]);

    /// <summary>The provider did not answer in time.</summary>
    public static Finding ProviderTimedOut { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["path", "reason"]);

    /// <summary>The provider exited with an error.</summary>
    public static Finding ProviderFailed { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["path", "exitCode", "reason"]);

    /// <summary>The kubelet would not accept the provider's answer.</summary>
    public static Finding ProviderAnswerInvalid { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["path", "reason"]);

    /// <summary>The provider answered without a credential.</summary>
    public static Finding ProviderAnswerEmpty { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["path", "imageName"]);

    /// <summary>The provider's credential is for another registry.</summary>
    public static Finding ProviderKeyDiffers { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["path", "keys", "imageName"]);

    /// <summary>The provider gave a token that has expired.</summary>
    public static Finding ProviderTokenExpired { get; } = Set.Failed(ErrorCodes.CredentialProvider, ["path", "expiry", "now"]);

    /// <summary>The pull secret cannot be read.</summary>
    public static Finding PullSecretUnreadable { get; } = Set.Failed(ErrorCodes.PullSecret, ["source", "reason"]);

    /// <summary>The secret's type is not one of pull secrets.</summary>
    public static Finding PullSecretWrongType { get; } = Set.Failed(ErrorCodes.PullSecret, ["source", "type"]);

    /// <summary>An entry of the pull secret cannot be decoded, so that the kubelet uses none.</summary>
    public static Finding PullSecretEntryBroken { get; } = Set.Failed(ErrorCodes.PullSecret, ["source", "key"]);

    /// <summary>No key of the pull secret covers the registry.</summary>
    public static Finding PullSecretKeyDiffers { get; } = Set.Failed(ErrorCodes.PullSecret, ["source", "keys", "imageName"]);

    /// <summary>The entry has only an identity token, which the kubelet does not use.</summary>
    public static Finding PullSecretIdentityToken { get; } = Set.Failed(ErrorCodes.PullSecret, ["source", "key"]);

    /// <summary>The entry has no password.</summary>
    public static Finding PullSecretWithoutPassword { get; } = Set.Failed(ErrorCodes.PullSecret, ["source", "key"]);

    /// <summary>The token in the pull secret has expired.</summary>
    public static Finding PullSecretExpired { get; } = Set.Failed(ErrorCodes.PullSecret, ["source", "expiry", "now"]);

    /// <summary>The pull secret has a token that expires soon.</summary>
    public static Finding PullSecretShortLived { get; } = Set.Warning(null, ["source", "expiry"]);
}
