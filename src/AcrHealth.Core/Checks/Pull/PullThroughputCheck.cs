using System.Net;
using System.Net.Http.Headers;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Diagnosis.Pull;
using AcrHealth.Findings;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Pull;

/// <summary>Measures the download speed of a layer; fails only if the layer breaks off or is missing, because the pull then fails, too.</summary>
internal sealed class PullThroughputCheck : HealthCheck
{
    public const string CheckName = "PullThroughput";

    private const long MaximumBytes = 16 * 1024 * 1024;

    // Fewer bytes measure the first packets rather than the line.
    private const long LeastBytes = 128 * 1024;

    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(3);

    private static RangeHeaderValue Range => new(0, MaximumBytes - 1);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [DataEndpointCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DataEndpoint, ErrorCodes.Manifest];

    public override string Description => Strings.PullThroughputDescription;

    public override string? NotApplicableReason(HealthCheckOptions options) => options.Image is null ? Strings.RepositoryMoot : null;

    public override CheckOutcome TimedOut(CheckContext context) => Unmeasured(context, MessageFormat.Format(Strings.CheckTimedOut, context.Options.Timeout.TotalSeconds));

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        BlobSource source = context.Get(DataEndpointCheck.Blob);
        if (source.Plan.LargestLayer is not { } layer)
        {
            return CheckOutcome.Skipped(Strings.ThroughputNoLayer);
        }

        RegistryAccess access = source.Plan.Access;
        using HttpRequestMessage request = access.Request(HttpMethod.Get, RepositoryPaths.Blob(context.Target, context.Options.Image!.Repository, layer.Digest));
        request.Headers.Range = Range;
        try
        {
            DownloadMeasurement measured = await MeasureAsync(access.Session.Challenge.Client, request).ConfigureAwait(false);
            return measured.Status is >= 300 and < 400 ? await FollowAsync(request.RequestUri!, measured.Location).ConfigureAwait(false)
                : measured.Status == (int)HttpStatusCode.NotFound
                    ? context.Report(DataFindings.BlobMissing, null, ("digest", layer.Digest), ("answer", $"HTTP {measured.Status}"))
                    : Evaluate(context, context.Target.Host!, layer, measured);
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return Unfinished(context, request, exception);
        }

        async Task<CheckOutcome> FollowAsync(Uri asked, string? location)
        {
            using RedirectedFetch<DownloadMeasurement> followed = await RedirectedFetch<DownloadMeasurement>
                .FollowAsync(context, asked, location, Range, MeasureAsync, cancellationToken, source.Client).ConfigureAwait(false);
            followed.Close();
            return followed switch
            {
                { Url: null } => Unmeasured(context, context.Report(DataFindings.BlobRedirectInvalid, null, ("location", RegistryResponse.Show(location))).Message),
                { Request: null } => Unmeasured(context, followed.Opened!.Problem!),
                { Exception: { } exception } => Unfinished(context, followed.Request, exception),
                _ => Evaluate(context, followed.Url.IdnHost, layer, followed.Answer!),
            };
        }

        Task<DownloadMeasurement> MeasureAsync(RegistryClient client, HttpRequestMessage get) => client.MeasureAsync(get, MaximumBytes, MaximumTime, cancellationToken);
    }

    private static CheckOutcome Evaluate(CheckContext context, string host, BlobDescriptor layer, DownloadMeasurement measured)
    {
        if (measured.Status is not (200 or 206))
        {
            return Unmeasured(context, $"HTTP {measured.Status}.");
        }

        double seconds = measured.Duration.TotalSeconds;
        double? rate = measured.Bytes >= LeastBytes && seconds > 0 ? measured.Bytes / seconds : null;
        var detail = new ThroughputDetail
        {
            Host = UntrustedText.Clean(host, 253),
            LayerBytes = layer.Size,
            BytesRead = measured.Bytes,
            TimeToFirstByte = measured.TimeToFirstByte,
            Duration = measured.Duration,
            BytesPerSecond = rate,
        };
        double first = measured.TimeToFirstByte?.TotalMilliseconds ?? 0;
        return CheckOutcome.Passed(
            rate is { } bytes
                ? MessageFormat.Format(Strings.ThroughputMeasured, bytes / 1e6, bytes * 8 / 1e6, measured.Bytes / 1e6, seconds, first, detail.Host)
                : MessageFormat.Format(Strings.ThroughputTooSmall, measured.Bytes, first, detail.Host),
            detail);
    }

    // A transfer that breaks off here breaks off in a pull, too.
    private static CheckOutcome Unfinished(CheckContext context, HttpRequestMessage request, Exception exception) =>
        exception is ResponseUnfinishedException { IsStalled: true } or ResponseCutException
            ? HttpFailure.Unanswered(context, request, exception, ErrorCodes.DataEndpoint)
            : Unmeasured(context, HttpFailure.Explain(context, request, exception));

    private static CheckOutcome Unmeasured(CheckContext context, string why) => context.Report(DataFindings.ThroughputNotMeasured, null, ("reason", why));
}
