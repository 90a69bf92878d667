using System.Net;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>Any image of a registry, for those who want to know whether pulls work and named none.</summary>
/// <param name="Plan">What there is to fetch; null if no image was found.</param>
/// <param name="Image">The image; null if none was found.</param>
/// <param name="Reason">Why none was found; null if one was.</param>
internal sealed record ImageSample(PullPlan? Plan, ImageReference? Image, string? Reason)
{
    // What Azure's registries want for tags, beside pulling.
    private const string Scope = "pull,metadata_read";

    /// <summary>Looks for an image in the first repositories. Whatever the registry denies or does not have is a reason and no failure.</summary>
    /// <param name="context">The check's.</param>
    /// <param name="access">The access to the catalog.</param>
    /// <param name="sending">Gets each request before it is sent, so that one without an answer can be named.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="HttpRequestException">No whole answer came.</exception>
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
