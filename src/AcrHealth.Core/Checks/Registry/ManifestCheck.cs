using System.Net;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

internal sealed class ManifestCheck : HealthCheck
{
    public const string CheckName = "Manifest";

    private const string DigestHeader = "Docker-Content-Digest";
    private const int MaximumPlatforms = 50;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RepositoryAccessCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.Manifest, ErrorCodes.TooManyRequests];

    public override string Description => Strings.ManifestDescription;

    public override string? MootWith(HealthCheckOptions options) => options.Image is null ? Strings.RepositoryMoot : null;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        RepositoryFinding finding = context.ValueOf<RepositoryFinding>(RepositoryAccessCheck.CheckName);
        ImageReference image = context.Options.Image!;
        Uri url = RepositoryPaths.Manifest(context.Target, image.Repository, image.Reference);
        using HttpRequestMessage request = finding.Access.ManifestRequest(HttpMethod.Get, url);
        if (!finding.IsThere)
        {
            return Missing(context, image, finding, new HttpDetail { Request = HttpAnswer.Show(request) });
        }

        var patient = new PatientRequest(context, finding.Access.Session.Challenge.Client);
        try
        {
            HttpAnswer answer = await patient.SendAsync(request, cancellation, RegistryClient.MaximumManifest).ConfigureAwait(false);
            return patient.Judged(await JudgeAsync(context, image, finding, patient, answer, cancellation).ConfigureAwait(false));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.Manifest);
        }
    }

    private static async Task<CheckOutcome> JudgeAsync(
        CheckContext context, ImageReference image, RepositoryFinding finding, PatientRequest patient, HttpAnswer answer, CancellationToken cancellation)
    {
        (ImageManifest? root, CheckOutcome? failure) = Read(context, image, image.ToString(), finding, answer);
        if (root is null)
        {
            return failure!;
        }

        var detail = new ManifestDetail(answer.ToDetail())
        {
            Image = image.ToString(),
            MediaType = root.MediaType,
            Digest = ContentDigest.Of(answer.Content),
            ArtifactType = root.ArtifactType ?? (root is { IsRunnable: false, Config: { } config } ? config.MediaType : null),
            Platforms = [.. root.Manifests.Select(entry => entry.Platform).OfType<ImagePlatform>().Take(MaximumPlatforms).Select(platform => platform.ToString())],
            LayerCount = root.Layers.Count,
            LayerBytes = root.Layers.Sum(layer => layer.Size),
        };
        if (root.IsSchema1)
        {
            return CheckOutcome.Failed(ErrorCodes.Manifest, CheckOutcome.Format(Strings.ManifestSchema1, image), detail, Strings.ManifestSchema1Step);
        }

        if (!root.IsIndex)
        {
            string format = root.IsRunnable ? Strings.ManifestImage : Strings.ManifestArtifact;
            return CheckOutcome.Passed(
                CheckOutcome.Format(format, image, detail.LayerCount, detail.LayerBytes / 1e6, detail.ArtifactType), detail, new PullPlan(finding.Access, root, root));
        }

        return Nearest(root) is { } entry
            ? await JudgeEntryAsync(context, image, finding, patient, root, entry, detail, cancellation).ConfigureAwait(false)
            : CheckOutcome.Failed(ErrorCodes.Manifest, CheckOutcome.Format(Strings.ManifestEmptyIndex, image), detail, Strings.ManifestPushStep);
    }

    /// <summary>Follows an index to the manifest that this machine would take, which may be gone while the index is still there.</summary>
    private static async Task<CheckOutcome> JudgeEntryAsync(
        CheckContext context,
        ImageReference image,
        RepositoryFinding finding,
        PatientRequest patient,
        ImageManifest root,
        IndexEntry entry,
        ManifestDetail detail,
        CancellationToken cancellation)
    {
        var member = new ImageReference(image.Repository, entry.Manifest.Digest);
        string shown = $"{member} ({entry.Platform?.ToString() ?? "-"})";
        using HttpRequestMessage request = finding.Access.ManifestRequest(HttpMethod.Get, RepositoryPaths.Manifest(context.Target, member.Repository, member.Reference));
        HttpAnswer answer = await patient.SendAsync(request, cancellation, RegistryClient.MaximumManifest).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            return CheckOutcome.Failed(
                ErrorCodes.Manifest, CheckOutcome.Format(Strings.ManifestMemberMissing, image, shown, answer.Summary), detail, Strings.ManifestPushStep);
        }

        (ImageManifest? manifest, CheckOutcome? failure) = Read(context, member, shown, finding, answer);
        if (manifest is null)
        {
            return failure! with { Detail = detail };
        }

        var whole = new ManifestDetail(detail)
        {
            Image = detail.Image,
            MediaType = detail.MediaType,
            Digest = detail.Digest,
            ArtifactType = detail.ArtifactType,
            Platforms = detail.Platforms,
            LayerCount = manifest.Layers.Count,
            LayerBytes = manifest.Layers.Sum(layer => layer.Size),
        };
        return CheckOutcome.Passed(
            CheckOutcome.Format(Strings.ManifestIndex, image, root.Manifests.Count, string.Join(", ", detail.Platforms)),
            whole,
            new PullPlan(finding.Access, root, manifest.IsIndex ? null : manifest));
    }

    private static (ImageManifest? Manifest, CheckOutcome? Failure) Read(
        CheckContext context, ImageReference image, string shown, RepositoryFinding finding, HttpAnswer answer)
    {
        if (HttpFailure.AtAnyStep(context, answer, ErrorCodes.Manifest) is { } failure)
        {
            return (null, failure);
        }

        if (answer.Status == HttpStatusCode.NotFound)
        {
            return (null, Missing(context, image, finding, answer.ToDetail()));
        }

        if (answer.Status != HttpStatusCode.OK)
        {
            return (null, Failed(Strings.ManifestRefused));
        }

        string? promised = image.IsByDigest ? image.Reference
            : answer.Headers.NonValidated.TryGetValues(DigestHeader, out var values) && ContentDigest.IsValid(values.ToString()) ? values.ToString() : null;
        if (promised is not null && !ContentDigest.Matches(promised, answer.Content))
        {
            return (null, Failed(Strings.ManifestOtherContent, Strings.RedirectStep));
        }

        return ImageManifest.Parse(answer.ContentType, answer.Body) is { } manifest
            ? (manifest, null)
            : (null, Failed(Strings.ManifestUnreadable, Strings.ManifestPushStep));

        CheckOutcome Failed(string format, params string[] steps) => CheckOutcome.Failed(
            ErrorCodes.Manifest, CheckOutcome.Format(format, shown, answer.Summary, answer.ContentType.Length > 0 ? answer.ContentType : "-"), answer.ToDetail(), steps);
    }

    private static IndexEntry? Nearest(ImageManifest index) =>
        index.Manifests.Where(entry => Rank(entry) is not null).MinBy(Rank)
        ?? index.Manifests.FirstOrDefault(entry => entry.Platform is { OS: not "unknown" })
        ?? (index.Manifests.Count > 0 ? index.Manifests[0] : null);

    private static int? Rank(IndexEntry entry) => entry.Platform is { } platform ? MachinePlatform.Current.Rank(platform) : null;

    private static CheckOutcome Missing(CheckContext context, ImageReference image, RepositoryFinding finding, HttpDetail detail)
    {
        string format = (image.IsByDigest, finding.Tags) switch
        {
            (true, _) => Strings.ManifestNoDigest,
            (_, null or []) => Strings.ManifestNoTag,
            _ => Strings.ManifestNoTagOf,
        };
        string[] steps = context.Target.ResourceName is { } name ? [CheckOutcome.Format(Strings.ManifestListStep, name, image.Repository), Strings.ManifestSpellingStep] : [];
        return CheckOutcome.Failed(
            ErrorCodes.Manifest,
            CheckOutcome.Format(format, image.Repository, image.Reference, UntrustedText.Clean(string.Join(", ", finding.Tags ?? []))),
            detail,
            steps);
    }
}
