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

/// <summary>"Login works, pull hangs" is the other host that layers come from; only going there tells.</summary>
internal sealed class DataEndpointCheck : HealthCheck
{
    public const string CheckName = "DataEndpoint";

    private const string StorageErrorHeader = "x-ms-error-code";
    private const int ShownHost = 253;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [ManifestCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.DataEndpoint, ErrorCodes.Manifest, ErrorCodes.TooManyRequests];

    public override string Description => Strings.DataEndpointDescription;

    public override string? MootWith(HealthCheckOptions options) => options.Image is null ? Strings.RepositoryMoot : null;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        PullPlan plan = context.ValueOf<PullPlan>(ManifestCheck.CheckName);
        if (plan.FirstBlob is not { } blob)
        {
            return CheckOutcome.Skipped(Strings.DataEndpointNoBlob);
        }

        RegistryClient registry = plan.Access.Session.Challenge.Client;
        using HttpRequestMessage request = plan.Access.Request(HttpMethod.Get, RepositoryPaths.Blob(context.Target, context.Options.Image!.Repository, blob.Digest));
        var patient = new PatientRequest(context, registry);
        try
        {
            HttpAnswer answer = await patient.SendAsync(request, cancellation).ConfigureAwait(false);
            return patient.Judged(answer.StatusCode is >= 300 and < 400
                ? await FollowAsync(context, plan, blob, request.RequestUri!, answer, cancellation).ConfigureAwait(false)
                : JudgeOwn(context, plan, blob, answer));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.DataEndpoint);
        }
    }

    /// <summary>The registry's own answer is the blob, or a failure: there is no other host to go to.</summary>
    private static CheckOutcome JudgeOwn(CheckContext context, PullPlan plan, BlobDescriptor blob, HttpAnswer answer)
    {
        if (answer.Status == HttpStatusCode.OK)
        {
            var detail = new DataEndpointDetail
            {
                Host = context.Target.Host!,
                Port = context.Target.Port,
                Kind = DataHostKind.LoginServer,
                Request = answer.Request,
                StatusCode = answer.StatusCode,
                Duration = answer.Duration,
            };
            return IsWhat(blob, answer)
                ? CheckOutcome.Passed(Strings.DataEndpointOwn, detail, new BlobSource(plan, null, answer.Body))
                : CheckOutcome.Failed(ErrorCodes.DataEndpoint, CheckOutcome.Format(Strings.DataEndpointOtherContent, context.Target.Authority, blob.Digest), detail, Strings.RedirectStep);
        }

        if (HttpFailure.AtAnyStep(context, answer, ErrorCodes.DataEndpoint) is { } failure)
        {
            return failure;
        }

        return answer.Status == HttpStatusCode.NotFound
            ? CheckOutcome.Failed(
                ErrorCodes.Manifest, CheckOutcome.Format(Strings.DataEndpointBlobMissing, blob.Digest, answer.Summary), answer.ToDetail(), Strings.ManifestPushStep)
            : CheckOutcome.Failed(ErrorCodes.DataEndpoint, CheckOutcome.Format(Strings.DataEndpointRefused, blob.Digest, answer.Summary), answer.ToDetail());
    }

    private static async Task<CheckOutcome> FollowAsync(
        CheckContext context, PullPlan plan, BlobDescriptor blob, Uri asked, HttpAnswer redirect, CancellationToken cancellation)
    {
        if (BlobLocation.Parse(asked, redirect.RawLocation) is not { } url)
        {
            return CheckOutcome.Failed(
                ErrorCodes.DataEndpoint, CheckOutcome.Format(Strings.DataEndpointBadRedirect, redirect.Location), redirect.ToDetail(), Strings.RedirectStep);
        }

        string shown = UntrustedText.Clean(url.IdnHost, ShownHost);
        DataHostConnection way = await DataHostConnection.OpenAsync(context, url, cancellation).ConfigureAwait(false);
        var detail = new DataEndpointDetail
        {
            Host = shown,
            Port = url.Port,
            Kind = DataHost.KindOf(context.Target, url),
            Region = DataHost.RegionOf(url.IdnHost) is { } region ? UntrustedText.Clean(region, 50) : null,
            Addresses = way.Addresses,
            Connection = way.Connection?.Detail,
        };
        if (way.Problem is { } problem)
        {
            return CheckOutcome.Failed(
                ErrorCodes.DataEndpoint,
                CheckOutcome.Format(Strings.DataEndpointUnreachable, shown, url.Port, problem),
                detail,
                [.. DataEndpointAdvice.Steps(context, url, way)]);
        }

        RegistryClient client = way.Connection!.Client!;
        CheckOutcome outcome = await FetchAsync(context, plan, blob, url, way, client, detail, cancellation).ConfigureAwait(false);
        if (outcome.Value is null)
        {
            client.Dispose();
        }

        return outcome;
    }

    // Without credentials: the link is the permission, and the host is not the login server.
    private static async Task<CheckOutcome> FetchAsync(
        CheckContext context,
        PullPlan plan,
        BlobDescriptor blob,
        Uri url,
        DataHostConnection way,
        RegistryClient client,
        DataEndpointDetail reached,
        CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        HttpAnswer answer;
        try
        {
            answer = await client.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return CheckOutcome.Failed(
                ErrorCodes.DataEndpoint,
                CheckOutcome.Format(Strings.DataEndpointUnreachable, reached.Host, reached.Port, HttpFailure.Explain(context, request, exception)),
                reached,
                [.. DataEndpointAdvice.Steps(context, url, way)]);
        }

        var detail = new DataEndpointDetail
        {
            Host = reached.Host,
            Port = reached.Port,
            Kind = reached.Kind,
            Region = reached.Region,
            Addresses = reached.Addresses,
            Connection = reached.Connection,
            Request = answer.Request,
            StatusCode = answer.StatusCode,
            Duration = answer.Duration,
        };
        if (answer.Status != HttpStatusCode.OK)
        {
            string why = answer.Headers.NonValidated.TryGetValues(StorageErrorHeader, out var values)
                ? $"{answer.Summary}: {UntrustedText.Clean(values.ToString(), 100)}"
                : answer.Summary;
            return CheckOutcome.Failed(
                ErrorCodes.DataEndpoint,
                CheckOutcome.Format(Strings.DataEndpointAnswered, detail.Host, detail.Port, why) + way.Connection!.Via,
                detail,
                answer.StatusCode >= 500 ? Strings.ServerErrorStep : Strings.DataEndpointAnsweredStep);
        }

        if (!IsWhat(blob, answer))
        {
            return CheckOutcome.Failed(
                ErrorCodes.DataEndpoint, CheckOutcome.Format(Strings.DataEndpointOtherContent, $"{detail.Host}:{detail.Port}", blob.Digest) + way.Connection!.Via, detail, Strings.RedirectStep);
        }

        string format = (detail.Kind, detail.Region) switch
        {
            (DataHostKind.DedicatedDataEndpoint, not null) => Strings.DataEndpointRegion,
            (DataHostKind.BlobStorage, _) => Strings.DataEndpointStorage,
            _ => Strings.DataEndpointFine,
        };
        return CheckOutcome.Passed(
            CheckOutcome.Format(format, detail.Host, detail.Port, answer.Duration.TotalMilliseconds, detail.Region) + way.Connection!.Via,
            detail,
            new BlobSource(plan, client, answer.Body));
    }

    private static bool IsWhat(BlobDescriptor blob, HttpAnswer answer) => answer.IsCut || ContentDigest.Matches(blob.Digest, answer.Content);
}
