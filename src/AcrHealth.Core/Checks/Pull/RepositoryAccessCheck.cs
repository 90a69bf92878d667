using System.Net;
using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Diagnosis.Pull;
using AcrHealth.Diagnosis.SignIn;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Pull;

/// <summary>Requests the manifest as a pull does: the registry's response, not the token's claims, decides the caller's permissions.</summary>
internal sealed class RepositoryAccessCheck : HealthCheck
{
    public const string CheckName = "RepositoryAccess";

    /// <summary>The facts that the registry reports about the image.</summary>
    public static readonly CheckOutput<ImageLookup> Lookup = new(CheckName);

    private const string QuarantineWord = "quarantin";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RegistryApiCheck.CheckName];

    public override IReadOnlyList<string> After => [CredentialCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.RepositoryAccess, ErrorCodes.RepositoryNotFound, ErrorCodes.TooManyRequests];

    public override string Description => Strings.RepositoryAccessDescription;

    public override string? NotApplicableReason(HealthCheckOptions options) => options.Image is null ? Strings.RepositoryMoot : null;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        RegistryAccess access = context.Get(RegistryApiCheck.Access);
        ImageReference image = context.Options.Image!;
        Uri url = RepositoryPaths.Manifest(context.Target, image.Repository, image.Reference);
        var retrying = context.Retrying(access.Session.Challenge.Client);
        HttpRequestMessage request = access.ManifestRequest(HttpMethod.Head, url);
        try
        {
            RegistryResponse answer = await retrying.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
            {
                // The response to HEAD has no body, but the registry's reason is in the body. Clients, too, try again if HEAD is refused.
                request.Dispose();
                request = access.ManifestRequest(HttpMethod.Get, url);
                answer = await retrying.SendAsync(request, cancellationToken, RegistryClient.MaximumManifest).ConfigureAwait(false);
            }

            return context.WarnIfThrottled(retrying, await EvaluateAsync(context, access, image, answer, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.RepositoryAccess);
        }
        finally
        {
            request.Dispose();
        }
    }

    private static async Task<CheckOutcome> EvaluateAsync(
        CheckContext context, RegistryAccess access, ImageReference image, RegistryResponse answer, CancellationToken cancellationToken)
    {
        RepositoryDetail detail = Detail(access, image, answer);
        if (HttpFailure.AtAnyStep(context, answer, ErrorCodes.RepositoryAccess) is { } failure)
        {
            return failure with { Detail = detail };
        }

        var search = new MissingImageSearch(context, access, image);
        switch (answer.Status)
        {
            case HttpStatusCode.OK:
                return CheckOutcome.Passed(MessageFormat.Format(Strings.RepositoryAccessGiven, image.Repository), detail).WithOutput(Lookup, new(access));
            case HttpStatusCode.NotFound:
                return EvaluateMissing(context, access, image, await search.FindAsync(answer, cancellationToken).ConfigureAwait(false), detail);
            case >= HttpStatusCode.BadRequest when SaysQuarantine(answer):
                return Quarantined(context, image, answer.Summary, detail);
            case HttpStatusCode.MethodNotAllowed:
                return await search.IsQuarantinedAsync(cancellationToken).ConfigureAwait(false)
                    ? Quarantined(context, image, answer.Summary, detail)
                    : context.Report(PullFindings.ReadLocked, detail, ("answer", answer.Summary), ("name", image));
            default:
                return AccessRefusal.OfPull(context, answer.Summary, detail.GrantedActions, detail);
        }
    }

    /// <summary>Reports a repository that does not exist; Manifest reports a missing tag or digest.</summary>
    private static CheckOutcome EvaluateMissing(CheckContext context, RegistryAccess access, ImageReference image, MissingImage missing, RepositoryDetail detail)
    {
        if (missing.NoRepository is { } answer)
        {
            return missing.Deleted is { } deleted
                ? context.Report(
                    PullFindings.RepositoryDeleted,
                    detail,
                    ("name", $"{image.Repository}:{(image.IsByDigest ? deleted.Tag : image.Reference)}"),
                    ("digest", deleted.Digest),
                    ("deletedOn", (object?)deleted.DeletedOn ?? Strings.UnknownTime))
                : context.Report(PullFindings.RepositoryNotFound, detail, ("answer", answer), ("acr", context.Target.ResourceName));
        }

        string format = missing.Tags is null ? Strings.RepositoryAccessUnsure : Strings.RepositoryAccessGiven;
        return CheckOutcome.Passed(MessageFormat.Format(format, image.Repository), detail).WithOutput(Lookup, new(access, missing));
    }

    private static bool SaysQuarantine(RegistryResponse answer) => answer.Error is { } error && $"{error}".Contains(QuarantineWord, StringComparison.OrdinalIgnoreCase);

    private static CheckOutcome Quarantined(CheckContext context, ImageReference image, string answer, object detail) => context.Report(
        PullFindings.ImageQuarantined, detail, ("answer", answer), ("name", image), ("identity", CallerIdentity.ObjectIdOf(context)));

    private static RepositoryDetail Detail(RegistryAccess access, ImageReference image, RegistryResponse answer) =>
        new(answer.ToDetail()) { Repository = image.Repository, GrantedActions = access.ActionsOn(image.Repository) };
}
