using System.Net;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Checks.Registry;

/// <summary>Asks for the manifest as a pull does: the registry's answer, and not the token's words, decides what the caller may do.</summary>
internal sealed class RepositoryAccessCheck : HealthCheck
{
    public const string CheckName = "RepositoryAccess";

    // Azure's registries list tags for nobody who has asked for pulling alone.
    private const string ListScope = "pull,metadata_read";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RegistryApiCheck.CheckName];

    public override IReadOnlyList<string> After => [CredentialCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.RepositoryAccess, ErrorCodes.RepositoryNotFound, ErrorCodes.TooManyRequests];

    public override string Description => Strings.RepositoryAccessDescription;

    public override string? MootWith(HealthCheckOptions options) => options.Image is null ? Strings.RepositoryMoot : null;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        RegistryAccess access = context.ValueOf<RegistryAccess>(RegistryApiCheck.CheckName);
        ImageReference image = context.Options.Image!;
        using HttpRequestMessage request = access.ManifestRequest(HttpMethod.Head, RepositoryPaths.Manifest(context.Target, image.Repository, image.Reference));
        var patient = new PatientRequest(context, access.Session.Challenge.Client);
        try
        {
            HttpAnswer answer = await patient.SendAsync(request, cancellation).ConfigureAwait(false);
            return patient.Judged(answer.Status == HttpStatusCode.NotFound
                ? await JudgeMissingAsync(context, access, image, answer, cancellation).ConfigureAwait(false)
                : Judge(context, access, image, answer));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.RepositoryAccess);
        }
    }

    private static CheckOutcome Judge(CheckContext context, RegistryAccess access, ImageReference image, HttpAnswer answer)
    {
        RepositoryDetail detail = Detail(access, image, answer);
        if (HttpFailure.AtAnyStep(context, answer, ErrorCodes.RepositoryAccess) is { } failure)
        {
            return failure with { Detail = detail };
        }

        switch (answer.Status)
        {
            case HttpStatusCode.OK:
                return CheckOutcome.Passed(
                    CheckOutcome.Format(Strings.RepositoryAccessGiven, image.Repository), detail, new RepositoryFinding(access, true, null));
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                string format = detail.GrantedActions switch
                {
                    null => Strings.RepositoryAccessDenied,
                    [] => Strings.RepositoryAccessNone,
                    var actions when actions.Contains("pull") || actions.Contains("*") => Strings.RepositoryAccessRefused,
                    _ => Strings.RepositoryAccessOthers,
                };
                return CheckOutcome.Failed(
                    ErrorCodes.RepositoryAccess,
                    CheckOutcome.Format(format, image.Repository, answer.Summary, string.Join(", ", detail.GrantedActions ?? [])),
                    detail,
                    AccessAdvice.ToPull(context, image.Repository));
            case HttpStatusCode.MethodNotAllowed:
                return CheckOutcome.Failed(
                    ErrorCodes.RepositoryAccess,
                    CheckOutcome.Format(Strings.RepositoryLocked, image, answer.Summary),
                    detail,
                    context.Target.ResourceName is { } name ? [CheckOutcome.Format(Strings.RepositoryLockedStep, name, image)] : []);
            default:
                return CheckOutcome.Failed(ErrorCodes.RepositoryAccess, CheckOutcome.Format(Strings.RepositoryAccessDenied, image.Repository, answer.Summary), detail);
        }
    }

    /// <summary>Tells a repository that is not there from one that lacks the tag or digest: the registry answers 404 to both.</summary>
    private static async Task<CheckOutcome> JudgeMissingAsync(
        CheckContext context, RegistryAccess access, ImageReference image, HttpAnswer missing, CancellationToken cancellation)
    {
        RepositoryDetail detail = Detail(access, image, missing);
        RegistryClient client = access.Session.Challenge.Client;
        RegistryAccess? lister = await access.ForAsync(context, $"repository:{image.Repository}:{ListScope}", cancellation).ConfigureAwait(false);
        if (lister is not null)
        {
            using HttpRequestMessage request = lister.Request(HttpMethod.Get, RepositoryPaths.Tags(context.Target, image.Repository));
            HttpAnswer answer = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            if (answer.Status == HttpStatusCode.NotFound)
            {
                string[] steps = context.Target.ResourceName is { } name ? [CheckOutcome.Format(Strings.RepositoryNotFoundStep, name), Strings.RepositoryNotFoundSpelling] : [];
                return CheckOutcome.Failed(
                    ErrorCodes.RepositoryNotFound, CheckOutcome.Format(Strings.RepositoryNotFound, image.Repository, answer.Summary), detail, steps);
            }

            if (answer.Status == HttpStatusCode.OK)
            {
                return CheckOutcome.Passed(
                    CheckOutcome.Format(Strings.RepositoryAccessGiven, image.Repository), detail, new RepositoryFinding(access, false, TagList.Read(answer.Body)));
            }
        }

        return CheckOutcome.Passed(CheckOutcome.Format(Strings.RepositoryAccessUnsure, image.Repository), detail, new RepositoryFinding(access, false, null));
    }

    private static RepositoryDetail Detail(RegistryAccess access, ImageReference image, HttpAnswer answer) =>
        new(answer.ToDetail()) { Repository = image.Repository, GrantedActions = access.ActionsOn(image.Repository) };
}
