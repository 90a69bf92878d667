using System.Net.Http.Headers;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

/// <summary>A measurement: whatever comes of it, it fails nothing.</summary>
internal sealed class PullThroughputCheck : HealthCheck
{
    public const string CheckName = "PullThroughput";

    private const long MaximumBytes = 16 * 1024 * 1024;

    // Fewer say more of the first packets than of the line.
    private const long LeastBytes = 128 * 1024;

    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(3);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [DataEndpointCheck.CheckName];

    public override IReadOnlyList<string> Codes => [];

    public override string Description => Strings.PullThroughputDescription;

    public override string? MootWith(HealthCheckOptions options) => options.Image is null ? Strings.RepositoryMoot : null;

    public override CheckOutcome TimedOut(CheckContext context) => Unmeasured(CheckOutcome.Format(Strings.CheckTimedOut, context.Options.Timeout.TotalSeconds));

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        BlobSource source = context.ValueOf<BlobSource>(DataEndpointCheck.CheckName);
        if (source.Plan.LargestLayer is not { } layer)
        {
            return CheckOutcome.Skipped(Strings.ThroughputNoLayer);
        }

        RegistryAccess access = source.Plan.Access;
        using HttpRequestMessage request = access.Request(HttpMethod.Get, RepositoryPaths.Blob(context.Target, context.Options.Image!.Repository, layer.Digest));
        request.Headers.Range = new RangeHeaderValue(0, MaximumBytes - 1);
        try
        {
            Measurement measured = await access.Session.Challenge.Client.MeasureAsync(request, MaximumBytes, MaximumTime, cancellation).ConfigureAwait(false);
            if (measured.Status is < 300 or >= 400)
            {
                return Judge(context.Target.Host!, layer, measured);
            }

            return BlobLocation.Parse(request.RequestUri!, measured.Location) is { } url
                ? await MeasureAsync(context, source, layer, url, cancellation).ConfigureAwait(false)
                : Unmeasured(CheckOutcome.Format(Strings.DataEndpointBadRedirect, HttpAnswer.Show(measured.Location)));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return Unmeasured(HttpFailure.Explain(context, request, exception));
        }
    }

    private static async Task<CheckOutcome> MeasureAsync(CheckContext context, BlobSource source, BlobDescriptor layer, Uri url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = new RangeHeaderValue(0, MaximumBytes - 1);
        RegistryClient? open = source.Client is { } client && client.Route.Target.IsSameOrigin(url) ? client : null;
        DataHostConnection? way = open is null ? await DataHostConnection.OpenAsync(context, url, cancellation).ConfigureAwait(false) : null;
        using RegistryClient? own = way?.Connection?.Client;
        if ((open ?? own) is not { } connected)
        {
            return Unmeasured(way!.Problem!);
        }

        try
        {
            return Judge(url.IdnHost, layer, await connected.MeasureAsync(request, MaximumBytes, MaximumTime, cancellation).ConfigureAwait(false));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return Unmeasured(HttpFailure.Explain(context, request, exception));
        }
    }

    private static CheckOutcome Judge(string host, BlobDescriptor layer, Measurement measured)
    {
        if (measured.Status is not (200 or 206))
        {
            return Unmeasured($"HTTP {measured.Status}");
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
                ? CheckOutcome.Format(Strings.ThroughputMeasured, bytes / 1e6, bytes * 8 / 1e6, measured.Bytes / 1e6, seconds, first, detail.Host)
                : CheckOutcome.Format(Strings.ThroughputTooSmall, measured.Bytes, first, detail.Host),
            detail);
    }

    private static CheckOutcome Unmeasured(string why) =>
        CheckOutcome.Warning(CheckOutcome.Format(Strings.ThroughputUnmeasured, why), null, null, Strings.ThroughputStep);
}
