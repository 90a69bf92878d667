using System.Net;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>Any image of a registry, to check whether pulls work if the caller named none.</summary>
/// <param name="Plan">The blobs to fetch; null if no image was found.</param>
/// <param name="Image">The image; null if none was found.</param>
/// <param name="Reason">The reason why none was found; null if one was.</param>
internal sealed record ImageSample(PullPlan? Plan, ImageReference? Image, string? Reason)
{
    // Azure's registries require metadata_read for tags, in addition to pull.
    private const string Scope = "pull,metadata_read";

    /// <summary>Looks for an image in the first repositories. If the registry denies a request or has no image, that is a reason and not a failure.</summary>
    /// <param name="context">The check's context.</param>
    /// <param name="access">The access to the catalog.</param>
    /// <param name="sending">Receives each request before it is sent, so that one without a response can be named.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="HttpRequestException">No complete response arrived.</exception>
    public static async Task<ImageSample> FindAsync(
        CheckContext context, RegistryAccess access, Action<HttpRequestMessage> sending, CancellationToken cancellationToken)
    {
        RegistryClient client = access.Session.Challenge.Client;
        IReadOnlyList<string>? repositories = access.Repositories;
        if (repositories is null && access.Session.Challenge.TokenService is null)
        {
            using HttpRequestMessage request = access.Request(HttpMethod.Get, RepositoryPaths.Catalog(context.Target));
            sending(request);
            RegistryResponse answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            repositories = answer.Status == HttpStatusCode.OK ? RepositoryList.Read(answer.Body) : null;
        }

        if (repositories is not { Count: > 0 })
        {
            return None(repositories is null ? Strings.SampleNoCatalog : Strings.SampleEmpty);
        }

        string? reason = null;
        foreach (string repository in repositories)
        {
            RegistryAccess? puller = await access.ForAsync(context.SignIn, $"repository:{repository}:{Scope}", cancellationToken).ConfigureAwait(false);
            ImageSample sample = puller is null
                ? None(MessageFormat.Format(Strings.SampleDenied, repository))
                : await FindAsync(context, puller, repository, sending, cancellationToken).ConfigureAwait(false);
            if (sample.Plan is not null)
            {
                return sample;
            }

            reason ??= sample.Reason;
        }

        return None(reason!);
    }

    private static async Task<ImageSample> FindAsync(
        CheckContext context, RegistryAccess access, string repository, Action<HttpRequestMessage> sending, CancellationToken cancellationToken)
    {
        RegistryClient client = access.Session.Challenge.Client;
        using HttpRequestMessage tagsRequest = access.Request(HttpMethod.Get, RepositoryPaths.Tags(context.Target, repository));
        sending(tagsRequest);
        RegistryResponse tags = await client.SendAsync(tagsRequest, cancellationToken).ConfigureAwait(false);
        if (tags.Status != HttpStatusCode.OK)
        {
            return None(MessageFormat.Format(Strings.SampleRefused, repository, tags.Summary));
        }

        if (TagList.Read(tags.Body).FirstOrDefault(ImageReference.IsTag) is not { } tag)
        {
            return None(MessageFormat.Format(Strings.SampleNoTag, repository));
        }

        var image = new ImageReference(repository, tag);
        (ImageManifest? root, string? reason) = await ReadAsync(context, access, image, sending, cancellationToken).ConfigureAwait(false);
        ImageManifest? whole = root;
        if (root is { IsIndex: true, Manifests: [var any, ..] })
        {
            IndexEntry entry = root.Manifests.FirstOrDefault(member => member.Platform is { OS: not "unknown" }) ?? any;
            (whole, reason) = await ReadAsync(context, access, new(repository, entry.Manifest.Digest), sending, cancellationToken).ConfigureAwait(false);
        }

        return root is not null && whole is { IsIndex: false } && new PullPlan(access, root, whole) is { FirstBlob: not null } plan
            ? new(plan, image, null)
            : None(reason ?? MessageFormat.Format(Strings.SampleNothingToFetch, image));
    }

    private static async Task<(ImageManifest? Manifest, string? Reason)> ReadAsync(
        CheckContext context, RegistryAccess access, ImageReference image, Action<HttpRequestMessage> sending, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = access.ManifestRequest(HttpMethod.Get, RepositoryPaths.Manifest(context.Target, image.Repository, image.Reference));
        sending(request);
        RegistryResponse answer = await access.Session.Challenge.Client.SendAsync(request, cancellationToken, RegistryClient.MaximumManifest).ConfigureAwait(false);
        return answer.Status != HttpStatusCode.OK ? (null, MessageFormat.Format(Strings.SampleRefused, image, answer.Summary))
            : ImageManifest.Parse(answer.ContentType, answer.Body) is { } manifest ? (manifest, null)
            : (null, MessageFormat.Format(Strings.SampleNothingToFetch, image));
    }

    private static ImageSample None(string reason) => new(null, null, reason);
}
