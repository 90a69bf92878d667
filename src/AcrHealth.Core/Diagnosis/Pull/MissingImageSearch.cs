using System.Net;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>
/// Finds out why a registry does not have an image: no such repository, no such tag, a tag whose manifest is gone, quarantine, or a deletion that can be
/// undone. A fact that one of these requests does not reveal stays unknown: the finding is the missing image, not the failed explanation.
/// </summary>
internal sealed class MissingImageSearch(CheckContext context, RegistryAccess access, ImageReference image)
{
    // Azure's registries do not list tags with a token for pull alone.
    private const string ListActions = "pull,metadata_read";
    private const string DeletedActions = "deleted_read";

    private string Repository => image.Repository;

    /// <summary>Finds the facts that the registry reports about an image for which it answered 404.</summary>
    public async Task<MissingImage> FindAsync(RegistryResponse answer, CancellationToken cancellationToken)
    {
        var missing = new MissingImage(answer.ToDetail(), answer.Summary);
        if (await AccessAsync(ListActions, cancellationToken).ConfigureAwait(false) is not { } lister)
        {
            return missing;
        }

        RegistryResponse? list = await AskAsync(lister, RepositoryPaths.Tags(context.Target, Repository), cancellationToken).ConfigureAwait(false);
        if (list?.Status == HttpStatusCode.NotFound)
        {
            return missing with { NoRepository = list.Summary, Deleted = await DeletedAsync(isWhole: true, cancellationToken).ConfigureAwait(false) };
        }

        if (list?.Status == HttpStatusCode.OK)
        {
            missing = missing with { Tags = TagList.Read(list.Body), IsTagListed = !image.IsByDigest && TagList.ReadAll(list.Body).Contains(image.Reference) };
        }

        string? digest = image.IsByDigest ? image.Reference : await DigestOfTagAsync(lister, cancellationToken).ConfigureAwait(false);
        missing = missing with { IsTagListed = missing.IsTagListed || (!image.IsByDigest && digest is not null) };
        if (digest is not null && await IsQuarantinedAsync(lister, digest, cancellationToken).ConfigureAwait(false))
        {
            return missing with { IsQuarantined = true };
        }

        return missing.IsTagListed ? missing : missing with { Deleted = await DeletedAsync(isWhole: false, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Whether the image waits for its scan; false if the registry does not say.</summary>
    public async Task<bool> IsQuarantinedAsync(CancellationToken cancellationToken)
    {
        if (await AccessAsync(ListActions, cancellationToken).ConfigureAwait(false) is not { } lister)
        {
            return false;
        }

        string? digest = image.IsByDigest ? image.Reference : await DigestOfTagAsync(lister, cancellationToken).ConfigureAwait(false);
        return digest is not null && await IsQuarantinedAsync(lister, digest, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsQuarantinedAsync(RegistryAccess lister, string digest, CancellationToken cancellationToken) =>
        await AskAsync(lister, RepositoryPaths.ManifestAttributes(context.Target, Repository, digest), cancellationToken).ConfigureAwait(false)
            is { Status: HttpStatusCode.OK } attributes && ImageMetadata.IsQuarantined(attributes.Body);

    private async Task<string?> DigestOfTagAsync(RegistryAccess lister, CancellationToken cancellationToken) =>
        await AskAsync(lister, RepositoryPaths.TagAttributes(context.Target, Repository, image.Reference), cancellationToken).ConfigureAwait(false)
            is { Status: HttpStatusCode.OK } attributes ? ImageMetadata.DigestOfTag(attributes.Body) : null;

    private async Task<DeletedImage?> DeletedAsync(bool isWhole, CancellationToken cancellationToken)
    {
        if (await AccessAsync(DeletedActions, cancellationToken).ConfigureAwait(false) is not { } reader)
        {
            return null;
        }

        Uri url = image.IsByDigest ? RepositoryPaths.DeletedManifests(context.Target, Repository) : RepositoryPaths.DeletedTags(context.Target, Repository);
        if (await AskAsync(reader, url, cancellationToken).ConfigureAwait(false) is not { Status: HttpStatusCode.OK } list)
        {
            return null;
        }

        return ImageMetadata.Deleted(list.Body, image.Reference) ?? (isWhole ? ImageMetadata.Deleted(list.Body, null) : null);
    }

    private async Task<RegistryAccess?> AccessAsync(string actions, CancellationToken cancellationToken)
    {
        try
        {
            return await access.ForAsync(context.SignIn, $"repository:{Repository}:{actions}", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return null;
        }
    }

    private async Task<RegistryResponse?> AskAsync(RegistryAccess asking, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = asking.Request(HttpMethod.Get, url);
            return await access.Session.Challenge.Client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return null;
        }
    }
}
