using System.Net;
using AcrHealth.Diagnosis.Pull;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Diagnosis.Push;

/// <summary>Deletes the test images that killed runs left in a repository.</summary>
internal sealed class StaleTestImages(CheckContext context, string repository)
{
    // Younger images may belong to another run that is under way.
    private static readonly TimeSpan MinimumAge = TimeSpan.FromHours(1);

    // A push that finds more leaves the rest to later pushes.
    private const int MaximumDeletions = 10;
    private const int MaximumTags = 100;

    /// <summary>Deletes them, and returns the tags of those that are gone. Images that cannot be listed or deleted are left.</summary>
    /// <param name="access">An access that may delete from the repository.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="HttpRequestException">No complete response arrived.</exception>
    public async Task<IReadOnlyList<string>> DeleteAsync(RegistryAccess access, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<string> deleted = [];
        foreach (string tag in await ListAsync(access, cancellationToken).ConfigureAwait(false))
        {
            if (deleted.Count < MaximumDeletions
                && TestImage.TimeOf(tag) is { } pushed && now - pushed >= MinimumAge
                && await DeleteAsync(access, tag, cancellationToken).ConfigureAwait(false))
            {
                context.LogVerbose($"DELETE {repository}:{tag}");
                deleted.Add(tag);
            }
        }

        return deleted;
    }

    // Tags come in the order of their characters, so that those with the prefix are the first after it.
    private async Task<IReadOnlyList<string>> ListAsync(RegistryAccess access, CancellationToken cancellationToken)
    {
        RegistryAccess? reader = await access.ForAsync(context.SignIn, $"repository:{repository}:pull,metadata_read", cancellationToken).ConfigureAwait(false);
        using HttpRequestMessage request = (reader ?? access).Request(
            HttpMethod.Get, RepositoryPaths.TagsAfter(context.Target, repository, TestImage.TagPrefix, MaximumTags));
        RegistryResponse answer = await SendAsync(access, request, cancellationToken).ConfigureAwait(false);
        return answer.Status == HttpStatusCode.OK ? TagList.ReadAll(answer.Body) : [];
    }

    // The tag alone is not enough to delete an image: the manifest must look like a test image's, and it is deleted by its digest.
    private async Task<bool> DeleteAsync(RegistryAccess access, string tag, CancellationToken cancellationToken)
    {
        using HttpRequestMessage get = access.ManifestRequest(HttpMethod.Get, RepositoryPaths.Manifest(context.Target, repository, tag));
        RegistryResponse manifest = await SendAsync(access, get, cancellationToken).ConfigureAwait(false);
        if (manifest.Status != HttpStatusCode.OK || manifest.IsCut || !TestImage.IsLike(ImageManifest.Parse(manifest.ContentType, manifest.Body)))
        {
            return false;
        }

        string digest = ContentDigest.Of(manifest.Content);
        using HttpRequestMessage delete = access.Request(HttpMethod.Delete, RepositoryPaths.Manifest(context.Target, repository, digest));
        return (await SendAsync(access, delete, cancellationToken).ConfigureAwait(false)).Status is HttpStatusCode.Accepted or HttpStatusCode.OK or HttpStatusCode.NoContent;
    }

    private static Task<RegistryResponse> SendAsync(RegistryAccess access, HttpRequestMessage request, CancellationToken cancellationToken) =>
        access.Session.Challenge.Client.SendAsync(request, cancellationToken, RegistryClient.MaximumManifest);
}
