using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of the checks of an image (access, manifest, platform).</summary>
internal static class PullFindings
{
    private static readonly FindingSet Set = new(nameof(PullFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    /// <summary>The identity's access token allows nothing on the repository.</summary>
    public static Finding NoRoleOnRepository { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer", "identity"]);

    /// <summary>The identity's access token allows other actions on the repository than pull.</summary>
    public static Finding PullNotInRole { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer", "actions", "identity"]);

    /// <summary>The access token allows pull, and the registry refuses it.</summary>
    public static Finding PullRefusedDespiteToken { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer"]);

    /// <summary>The user is one of the registry's own tokens, whose scope map does not cover the repository.</summary>
    public static Finding PullNotInScopeMap { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer", "account"]);

    /// <summary>The caller is anonymous.</summary>
    public static Finding PullNotAnonymous { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer"]);

    /// <summary>A registry other than Azure Container Registry refuses the pull.</summary>
    public static Finding PullRefused { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer"]);

    /// <summary>A lock disables reading.</summary>
    public static Finding ReadLocked { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer", "name"]);

    /// <summary>The image waits for its scan.</summary>
    public static Finding ImageQuarantined { get; } = Set.Failed(ErrorCodes.RepositoryAccess, ["answer", "name", "identity"]);

    public static Finding RepositoryNotFound { get; } = Set.Failed(ErrorCodes.RepositoryNotFound, ["answer", "acr"]);

    /// <summary>All of the repository was deleted and can be restored.</summary>
    public static Finding RepositoryDeleted { get; } = Set.Failed(ErrorCodes.RepositoryNotFound, ["name", "digest", "deletedOn"]);

    public static Finding TagNotFound { get; } = Set.Failed(ErrorCodes.Manifest, ["tag", "tags", "acr"]);

    /// <summary>The image does not exist, and the tags of its repository are not known.</summary>
    public static Finding ImageNotFound { get; } = Set.Failed(ErrorCodes.Manifest, ["name", "answer", "acr"]);

    public static Finding DigestNotFound { get; } = Set.Failed(ErrorCodes.Manifest, ["digest", "answer", "acr"]);

    /// <summary>The registry lists the tag but does not have its manifest.</summary>
    public static Finding TagWithoutManifest { get; } = Set.Failed(ErrorCodes.Manifest, ["tag", "name", "answer", "acr"]);

    /// <summary>The image was deleted and can be restored.</summary>
    public static Finding ImageDeleted { get; } = Set.Failed(ErrorCodes.Manifest, ["name", "restoredName", "digest", "deletedOn"]);

    /// <summary>The index exists, but the manifest in it for this machine does not.</summary>
    public static Finding IndexMemberMissing { get; } = Set.Failed(ErrorCodes.Manifest, ["name", "member", "platform", "answer", "acr"]);

    public static Finding IndexEmpty { get; } = Set.Failed(ErrorCodes.Manifest, ["name", "platform"]);

    public static Finding ManifestSchema1 { get; } = Set.Failed(ErrorCodes.Manifest, ["name", "mediaType"]);

    public static Finding ManifestUnreadable { get; } = Set.Failed(ErrorCodes.Manifest, ["name", "answer", "contentType"]);

    /// <summary>The manifest's content does not match its digest.</summary>
    public static Finding ManifestAltered { get; } = Set.Failed(ErrorCodes.Manifest, ["name", "answer"]);

    public static Finding ManifestRefused { get; } = Set.Failed(ErrorCodes.Manifest, ["name", "answer"]);

    /// <summary>An index has no image that this machine would pull.</summary>
    public static Finding PlatformMissing { get; } = Set.Failed(ErrorCodes.Platform, ["name", "platform", "platforms", "other"]);

    /// <summary>A single image is for another platform.</summary>
    public static Finding PlatformDiffers { get; } = Set.Warning(null, ["name", "platform", "other"]);
}
