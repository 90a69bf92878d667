using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of the check of a push.</summary>
internal static class PushFindings
{
    private static readonly FindingSet Set = new(nameof(PushFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    /// <summary>The identity has no role that lets it push.</summary>
    public static Finding PushNotInRole { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer", "allowed", "identity"]);

    /// <summary>The user is one of the registry's own tokens, whose scope map does not let it push.</summary>
    public static Finding PushNotInScopeMap { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer", "allowed", "account"]);

    /// <summary>The caller is anonymous.</summary>
    public static Finding PushNotAnonymous { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer"]);

    /// <summary>A registry other than Azure Container Registry refuses the push.</summary>
    public static Finding PushRefused { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer", "allowed"]);

    /// <summary>The access token allows push, and the registry refuses it.</summary>
    public static Finding PushRefusedDespiteToken { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer", "allowed"]);

    public static Finding WriteLocked { get; } = Set.Failed(ErrorCodes.Push, ["answer"]);

    public static Finding StorageFull { get; } = Set.Failed(ErrorCodes.Quota, ["answer", "acr"]);

    public static Finding UploadSentElsewhere { get; } = Set.Failed(ErrorCodes.Push, ["location"]);

    public static Finding UploadRefused { get; } = Set.Failed(ErrorCodes.Push, ["request", "answer"]);

    public static Finding PushUnanswered { get; } = Set.Failed(ErrorCodes.Push, ["reason", "longer"]);

    /// <summary>The content that was pulled back differs from what was pushed.</summary>
    public static Finding PulledContentDiffers { get; } = Set.Failed(ErrorCodes.Push, ["name", "digest"]);

    /// <summary>The host of the pushed layer cannot be reached.</summary>
    public static Finding PushedLayerUnreachable { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["layerHost", "reason"]);

    public static Finding PushedLayerRefused { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["layerHost", "answer"]);

    public static Finding PushedLayerRedirectInvalid { get; } = Set.Failed(ErrorCodes.DataEndpoint, ["location"]);

    /// <summary>Everything worked except deleting the test image.</summary>
    public static Finding TestImageLeft { get; } = Set.Warning(null, ["name", "digest", "imageByDigest", "reason", "acr"]);
}
