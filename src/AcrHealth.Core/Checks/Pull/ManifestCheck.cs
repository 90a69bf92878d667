using System.Net;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Diagnosis.Pull;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Pull;

/// <summary>Reads the manifest of the image; for an index, also that of the image which this machine would pull.</summary>
internal sealed class ManifestCheck : HealthCheck
{
    public const string CheckName = "Manifest";

    /// <summary>The content that a pull of the image fetches.</summary>
    public static readonly CheckOutput<PullPlan> Plan = new(CheckName);

    private const string DigestHeader = "Docker-Content-Digest";
    private const int MaximumPlatforms = 50;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RepositoryAccessCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.Manifest, ErrorCodes.TooManyRequests];

    public override string Description => Strings.ManifestDescription;

    public override string? NotApplicableReason(HealthCheckOptions options) => options.Image is null ? Strings.RepositoryMoot : null;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ImageLookup lookup = context.Get(RepositoryAccessCheck.Lookup);
        ImageReference image = context.Options.Image!;
        if (lookup.Missing is { } missing)
        {
            return Missing(context, image, missing);
        }

        Uri url = RepositoryPaths.Manifest(context.Target, image.Repository, image.Reference);
        using HttpRequestMessage request = lookup.Access.ManifestRequest(HttpMethod.Get, url);
        var retrying = context.Retrying(lookup.Access.Session.Challenge.Client);
        try
        {
            RegistryResponse answer = await retrying.SendAsync(request, cancellationToken, RegistryClient.MaximumManifest).ConfigureAwait(false);
            return context.WarnIfThrottled(retrying, await EvaluateAsync(context, image, lookup, retrying, answer, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.Manifest);
        }
    }

    private static async Task<CheckOutcome> EvaluateAsync(
        CheckContext context, ImageReference image, ImageLookup lookup, RetryingRequest retrying, RegistryResponse answer, CancellationToken cancellationToken)
    {
        (ImageManifest? root, CheckOutcome? failure) = Read(context, image, image.ToString(), answer);
        if (root is null)
        {
            return failure!;
        }

        ManifestDetail detail = Detail(image, root, answer, ContentDigest.Of(answer.Content), root);
        if (root.IsSchema1)
        {
            return context.Report(PullFindings.ManifestSchema1, detail, ("name", image), ("mediaType", root.MediaType), ImageToPush(context, image));
        }

        if (!root.IsIndex)
        {
            string format = (root.IsRunnable, detail.LayerCount) switch
            {
                (true, 1) => Strings.ManifestImageOfOne,
                (true, _) => Strings.ManifestImage,
                (_, 1) => Strings.ManifestArtifactOfOne,
                _ => Strings.ManifestArtifact,
            };
            return CheckOutcome.Passed(MessageFormat.Format(format, image, detail.LayerCount, Size(detail.LayerBytes), detail.ArtifactType), detail)
                .WithOutput(Plan, new(lookup.Access, root, root));
        }

        return Nearest(root) is { } entry
            ? await EvaluateEntryAsync(context, image, lookup, retrying, root, entry, detail, cancellationToken).ConfigureAwait(false)
            : context.Report(PullFindings.IndexEmpty, detail, ("name", image), ("platform", MachinePlatform.Current.Own), ImageToPush(context, image));
    }

    // A small artifact is not "0 MB".
    private static string Size(long bytes) => bytes < 100_000 ? MessageFormat.Format("{0:0.#} kB", bytes / 1e3) : MessageFormat.Format("{0:0.#} MB", bytes / 1e6);

    /// <summary>Follows an index to the manifest that this machine would pull, which may be deleted while the index still exists.</summary>
    private static async Task<CheckOutcome> EvaluateEntryAsync(
        CheckContext context,
        ImageReference image,
        ImageLookup lookup,
        RetryingRequest retrying,
        ImageManifest root,
        IndexEntry entry,
        ManifestDetail detail,
        CancellationToken cancellationToken)
    {
        var member = new ImageReference(image.Repository, entry.Manifest.Digest);
        ImagePlatform platform = entry.Platform ?? MachinePlatform.Current.Own;
        using HttpRequestMessage request = lookup.Access.ManifestRequest(HttpMethod.Get, RepositoryPaths.Manifest(context.Target, member.Repository, member.Reference));
        RegistryResponse answer = await retrying.SendAsync(request, cancellationToken, RegistryClient.MaximumManifest).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            return context.Report(
                PullFindings.IndexMemberMissing,
                Detail(image, root, answer, detail.Digest!, root),
                ("name", image),
                ("member", member.Reference),
                ("platform", platform),
                ("answer", answer.Summary),
                ("acr", context.Target.ResourceName),
                ImageToPush(context, image));
        }

        (ImageManifest? manifest, CheckOutcome? failure) = Read(context, member, $"{member} ({platform})", answer);
        if (manifest is null)
        {
            return failure! with { Detail = Detail(image, root, answer, detail.Digest!, root) };
        }

        return CheckOutcome.Passed(
            MessageFormat.Format(root.Manifests.Count == 1 ? Strings.ManifestIndexOfOne : Strings.ManifestIndex, image, root.Manifests.Count, string.Join(", ", detail.Platforms)),
            Detail(image, root, answer, detail.Digest!, manifest)).WithOutput(Plan, new(lookup.Access, root, manifest.IsIndex ? null : manifest));
    }

    private static ManifestDetail Detail(ImageReference image, ImageManifest root, RegistryResponse answer, string digest, ImageManifest layers) => new(answer.ToDetail())
    {
        Image = image.ToString(),
        MediaType = root.MediaType,
        Digest = digest,
        ArtifactType = root.ArtifactType ?? (root is { IsRunnable: false, Config: { } config } ? config.MediaType : null),
        Platforms = [.. root.Manifests.Select(entry => entry.Platform).OfType<ImagePlatform>().Take(MaximumPlatforms).Select(platform => platform.ToString())],
        LayerCount = layers.Layers.Count,
        LayerBytes = layers.Layers.Sum(layer => layer.Size),
    };

    private static (ImageManifest? Manifest, CheckOutcome? Failure) Read(CheckContext context, ImageReference image, string shown, RegistryResponse answer)
    {
        if (HttpFailure.AtAnyStep(context, answer, ErrorCodes.Manifest) is { } failure)
        {
            return (null, failure);
        }

        if (answer.Status == HttpStatusCode.NotFound)
        {
            return (null, Missing(context, image, new(answer.ToDetail(), answer.Summary)));
        }

        if (answer.Status != HttpStatusCode.OK)
        {
            return (null, context.Report(PullFindings.ManifestRefused, answer.ToDetail(), ("name", shown), ("answer", answer.Summary)));
        }

        var manifest = ImageManifest.Parse(answer.ContentType, answer.Body);
        string? promised = image.IsByDigest ? image.Reference
            : answer.Headers.NonValidated.TryGetValues(DigestHeader, out var values) && ContentDigest.IsValid(values.ToString()) ? values.ToString() : null;

        // The digest of a signed manifest of schema 1 is that of its content without the signature. Such a manifest fails in any case.
        if (promised is not null && manifest?.IsSchema1 != true && !ContentDigest.Matches(promised, answer.Content))
        {
            return (null, context.Report(PullFindings.ManifestAltered, answer.ToDetail(), ("name", shown), ("answer", answer.Summary), ImageToPush(context, image)));
        }

        return manifest is not null
            ? (manifest, null)
            : (null, context.Report(
                PullFindings.ManifestUnreadable,
                answer.ToDetail(),
                ("name", shown),
                ("answer", answer.Summary),
                ("contentType", answer.ContentType.Length > 0 ? answer.ContentType : "-"),
                ImageToPush(context, image)));
    }

    private static IndexEntry? Nearest(ImageManifest index) =>
        index.Manifests.Where(entry => Rank(entry) is not null).MinBy(Rank)
        ?? index.Manifests.FirstOrDefault(entry => entry.Platform is { OS: not "unknown" })
        ?? (index.Manifests.Count > 0 ? index.Manifests[0] : null);

    private static int? Rank(IndexEntry entry) => entry.Platform is { } platform ? MachinePlatform.Current.Rank(platform) : null;

    private static CheckOutcome Missing(CheckContext context, ImageReference image, MissingImage missing)
    {
        (string, object?) answer = ("answer", missing.Answer);
        (string, object?) acr = ("acr", context.Target.ResourceName);
        (string, object?) name = ("name", image);
        if (missing.IsQuarantined)
        {
            return context.Report(PullFindings.ImageQuarantined, missing.Request, answer, name, ("identity", string.Empty)) with { ErrorCode = ErrorCodes.Manifest };
        }

        if (missing.IsTagListed)
        {
            return context.Report(PullFindings.TagWithoutManifest, missing.Request, ("tag", image.Reference), name, answer, acr);
        }

        if (missing.Deleted is { } deleted)
        {
            return context.Report(
                PullFindings.ImageDeleted,
                missing.Request,
                name,
                ("restoredName", image.IsByDigest ? $"{image.Repository}:{deleted.Tag}" : image),
                ("digest", deleted.Digest),
                ("deletedOn", (object?)deleted.DeletedOn ?? Strings.UnknownTime),
                ImageToPush(context, image));
        }

        return image.IsByDigest ? context.Report(PullFindings.DigestNotFound, missing.Request, ("digest", image.Reference), answer, acr)
            : missing.Tags is { Count: > 0 } tags
                ? context.Report(PullFindings.TagNotFound, missing.Request, ("tag", image.Reference), ("tags", string.Join(", ", tags)), acr)
                : context.Report(PullFindings.ImageNotFound, missing.Request, name, answer, acr);
    }

    /// <summary>The name under which to push the image: if it is referred to by digest, only the reader knows the name.</summary>
    internal static (string Name, object? Value) ImageToPush(CheckContext context, ImageReference image) =>
        ("image", image.IsByDigest ? string.Empty : $"{context.Target.Authority}/{image}");
}
