using System.Net;
using System.Net.Http.Headers;
using AcrHealth.Checks.SignIn;
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

/// <summary>
/// Fetches a blob from the host that layers come from: if that host is unreachable, the login works but the pull hangs. Uses the image of the caller, or any
/// image that the caller may pull.
/// </summary>
internal sealed class DataEndpointCheck : HealthCheck
{
    public const string CheckName = "DataEndpoint";

    /// <summary>The blob that was fetched, and the host that it came from.</summary>
    public static readonly CheckOutput<BlobSource> Blob = new(CheckName);

    private const int ShownHost = 253;

    // Several full-size packets, which fail on routes that let small ones pass.
    private const int SampledBytes = 64 * 1024;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RegistryApiCheck.CheckName];

    public override IReadOnlyList<string> After => [ManifestCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DataEndpoint, ErrorCodes.Manifest, ErrorCodes.TooManyRequests];

    public override string Description => Strings.DataEndpointDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Options.Image is { } image)
        {
            return context.Find(ManifestCheck.Plan) is not { } plan ? CheckOutcome.BlockedOn(ManifestCheck.CheckName)
                : plan.FirstBlob is { } blob ? await FollowAsync(context, new(plan, image, blob, IsSample: false), cancellationToken).ConfigureAwait(false)
                : CheckOutcome.Skipped(Strings.DataEndpointNoBlob);
        }

        RegistryAccess access = context.Get(RegistryApiCheck.Access);
        if (access.Session.Challenge.TokenService is not null && access.Repositories is null && context.Options.PushTo is not null)
        {
            return CheckOutcome.NotApplicable(Strings.RepositoryMoot);
        }

        using HttpRequestMessage first = access.Request(HttpMethod.Get, RepositoryPaths.Catalog(context.Target));
        HttpRequestMessage last = first;
        ImageSample sample;
        try
        {
            sample = await ImageSample.FindAsync(context, access, request => last = request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, last, exception);
        }

        return sample.Plan is { } found
            ? await FollowAsync(context, new(found, sample.Image!, found.LargestLayer ?? found.FirstBlob!, IsSample: true), cancellationToken).ConfigureAwait(false)
            : Unsampled(context, sample.Reason!);
    }

    // A registry with nothing to pull, or nothing for this caller, is not unhealthy.
    private static CheckOutcome Unsampled(CheckContext context, string reason)
    {
        string message = MessageFormat.Format(Strings.DataEndpointUnsampled, reason, context.Options.CommandSyntax.Parameter("Repository"));
        context.LogVerbose(message);
        return CheckOutcome.NotApplicable(message);
    }

    private static async Task<CheckOutcome> FollowAsync(CheckContext context, Fetch fetch, CancellationToken cancellationToken)
    {
        RegistryClient registry = fetch.Plan.Access.Session.Challenge.Client;
        using HttpRequestMessage request = fetch.Plan.Access.Request(HttpMethod.Get, RepositoryPaths.Blob(context.Target, fetch.Image.Repository, fetch.Blob.Digest));
        request.Headers.Range = fetch.Range;
        var retrying = context.Retrying(registry);
        try
        {
            RegistryResponse answer = await retrying.SendAsync(request, cancellationToken, fetch.MaximumBody).ConfigureAwait(false);
            CheckOutcome outcome = answer.StatusCode is >= 300 and < 400
                ? await FollowAsync(context, fetch, request.RequestUri!, answer, cancellationToken).ConfigureAwait(false)
                : EvaluateOwn(context, fetch, request.RequestUri!, answer);
            if (outcome.Status == CheckStatus.Passed && !fetch.IsSample
                && await ForeignLayers.FindAsync(context, fetch.Plan, cancellationToken).ConfigureAwait(false) is { } foreign)
            {
                outcome.DisposeOutput();
                return foreign with { Detail = outcome.Detail };
            }

            return context.WarnIfThrottled(retrying, outcome);
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception);
        }
    }

    /// <summary>Evaluates the registry's own response, which is the blob or a failure: there is no other host to contact.</summary>
    private static CheckOutcome EvaluateOwn(CheckContext context, Fetch fetch, Uri url, RegistryResponse answer)
    {
        if (answer.Status is HttpStatusCode.OK or HttpStatusCode.PartialContent)
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
            return fetch.IsWhat(answer)
                ? CheckOutcome.Passed(Strings.DataEndpointOwn + fetch.Sampled, detail).WithOutput(Blob, new(fetch.Plan, null, answer.Body))
                : DataFailure.Changed(context, url, fetch.Blob.Digest, detail);
        }

        if (fetch.IsSample && answer.StatusCode is >= 400 and < 500 and not (int)HttpStatusCode.TooManyRequests)
        {
            return Unsampled(context, MessageFormat.Format(Strings.SampleRefused, fetch.Image, answer.Summary));
        }

        (string, object?)[] said = [("digest", fetch.Blob.Digest), ("answer", answer.Summary)];
        return HttpFailure.AtAnyStep(context, answer, ErrorCodes.DataEndpoint)
            ?? context.Report(answer.Status == HttpStatusCode.NotFound ? DataFindings.BlobMissing : DataFindings.BlobRefused, answer.ToDetail(), said);
    }

    private static async Task<CheckOutcome> FollowAsync(CheckContext context, Fetch fetch, Uri asked, RegistryResponse redirect, CancellationToken cancellationToken)
    {
        using RedirectedFetch<RegistryResponse> followed = await RedirectedFetch<RegistryResponse>.FollowAsync(
            context, asked, redirect.RawLocation, fetch.Range, (client, request) => client.SendAsync(request, cancellationToken, fetch.MaximumBody), cancellationToken).ConfigureAwait(false);
        if (followed is not { Url: { } url, Opened: { } way })
        {
            return context.Report(DataFindings.BlobRedirectInvalid, redirect.ToDetail(), ("location", redirect.Location));
        }

        var detail = new DataEndpointDetail
        {
            Host = UntrustedText.Clean(url.IdnHost, ShownHost),
            Port = url.Port,
            Kind = DataHost.KindOf(context.Target, url),
            Region = DataHost.RegionOf(url.IdnHost) is { } region ? UntrustedText.Clean(region, 50) : null,
            Addresses = way.Addresses,
            Connection = way.Connection?.Detail,
        };
        CheckOutcome outcome = way.Failure is not null ? DataFailure.Unreachable(context, url, way, detail)
            : followed.Exception is { } exception ? DataFailure.Unanswered(context, followed.Request!, exception, detail)
            : JudgeFetched(context, fetch, url, way, detail, followed.Answer!);
        if (outcome.Find(Blob) is null)
        {
            followed.Close();
        }

        return outcome;
    }

    private static CheckOutcome JudgeFetched(CheckContext context, Fetch fetch, Uri url, DataHostConnection way, DataEndpointDetail reached, RegistryResponse answer)
    {
        DataEndpointDetail detail = reached.With(answer.Request, answer.StatusCode, answer.Duration);
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
        {
            CheckOutcome failure = DataFailure.Answered(context, url, answer, detail);
            return failure with { Message = failure.Message + way.Connection!.Via };
        }

        if (!fetch.IsWhat(answer))
        {
            CheckOutcome failure = DataFailure.Changed(context, url, fetch.Blob.Digest, detail);
            return failure with { Message = failure.Message + way.Connection!.Via };
        }

        string format = (detail.Kind, detail.Region) switch
        {
            (DataHostKind.DedicatedDataEndpoint, not null) => Strings.DataEndpointRegion,
            (DataHostKind.BlobStorage, _) => Strings.DataEndpointStorage,
            _ => Strings.DataEndpointFine,
        };
        return CheckOutcome.Passed(
            MessageFormat.Format(format, detail.Host, detail.Port, answer.Duration.TotalMilliseconds, detail.Region) + fetch.Sampled + way.Connection!.Via,
            detail).WithOutput(Blob, new(fetch.Plan, way.Connection.Client, answer.Body));
    }

    /// <summary>A blob to fetch, its image, and the part of it to fetch.</summary>
    private sealed record Fetch(PullPlan Plan, ImageReference Image, BlobDescriptor Blob, bool IsSample)
    {
        public RangeHeaderValue? Range => IsSample ? new(0, SampledBytes - 1) : null;

        public int MaximumBody => IsSample ? SampledBytes : RegistryClient.MaximumBody;

        /// <summary>A sentence, after a space, that names the chosen image; empty if the caller named it.</summary>
        public string Sampled => IsSample ? " " + MessageFormat.Format(Strings.DataEndpointSampled, Image) : string.Empty;

        public bool IsWhat(RegistryResponse answer) => answer.IsCut
            || (answer.Status == HttpStatusCode.PartialContent && Blob.Size > SampledBytes && answer.Content.Length > 0)
            || ContentDigest.Matches(Blob.Digest, answer.Content);
    }
}
