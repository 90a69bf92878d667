using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
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

namespace AcrHealth.Diagnosis.Push;

/// <summary>Pushes a test image once, and deletes it again.</summary>
internal sealed class TestPush(CheckContext context, string repository, TestImage image) : IDisposable
{
    // A replica may learn of a push a moment after the one that took it.
    private const int PullAttempts = 3;

    // Together with the step that deletes what is left, these are as many steps as a finding has at most.
    private const int MaximumSteps = 3;

    private static readonly TimeSpan BetweenPulls = TimeSpan.FromMilliseconds(500);

    private readonly List<byte[]> _uploaded = [];
    private RegistryAccess? _access;
    private HttpRequestMessage? _last;
    private RegistryResponse? _answer;
    private bool _mayBeThere;

    public string Image => $"{repository}:{image.Tag}";

    private RegistryClient Client => _access!.Session.Challenge.Client;

    public async Task<CheckOutcome> PushAndPullAsync(RegistryAccess access, CancellationToken cancellationToken)
    {
        // A service that refuses the whole scope because it does not grant delete may grant pull and push alone.
        _access = await access.ForAsync(context.SignIn, $"repository:{repository}:pull,push,delete", cancellationToken).ConfigureAwait(false)
            ?? await access.ForAsync(context.SignIn, $"repository:{repository}:pull,push", cancellationToken).ConfigureAwait(false);
        if (_access is null)
        {
            return AccessRefusal.OfPush(context, repository, Strings.PushNoToken, [], Detail());
        }

        foreach (byte[] blob in new[] { image.Config, image.Layer })
        {
            if (await UploadAsync(blob, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }
        }

        using HttpRequestMessage put = _access.Request(HttpMethod.Put, RepositoryPaths.Manifest(context.Target, repository, image.Tag));
        put.Content = Content(image.Manifest, ImageManifest.OciImage);
        _mayBeThere = true;
        RegistryResponse answer = await SendAsync(put, cancellationToken).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.Created)
        {
            // A refused manifest does not exist; after a server error, it may.
            _mayBeThere = answer.StatusCode >= 500;
            return Evaluate(answer);
        }

        return await PullAsync(cancellationToken).ConfigureAwait(false)
            ?? CheckOutcome.Passed(MessageFormat.Format(Strings.PushDone, Image, image.Size), Detail());
    }

    /// <summary>The outcome if no response arrived.</summary>
    public CheckOutcome Failed(Exception exception) => Report(
        PushFindings.PushUnanswered,
        ("reason", _last is null ? MessageFormat.Format(Strings.PushTokenSilent, context.Options.Timeout.TotalSeconds) : HttpFailure.Explain(context, _last, exception)),
        ("longer", context.LongerTimeout));

    /// <summary>Deletes everything that may have been pushed, and adds to the outcome what is left.</summary>
    public async Task<CheckOutcome> CleanUpAsync(CheckOutcome outcome, CancellationToken cancellationToken)
    {
        string? why = null;
        try
        {
            if (_mayBeThere)
            {
                why = await DeleteAsync(RepositoryPaths.Manifest(context.Target, repository, image.Digest), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                // The registry removes blobs that no manifest refers to in any case.
                foreach (byte[] blob in _uploaded)
                {
                    await DeleteAsync(RepositoryPaths.Blob(context.Target, repository, ContentDigest.Of(blob)), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (HttpFailure.Explains(exception) || exception is ObjectDisposedException)
        {
            why = _mayBeThere ? MessageFormat.Format(Strings.PushDeleteSilent) : null;
        }

        if (why is null)
        {
            return outcome;
        }

        CheckOutcome left = context.Report(
            PushFindings.TestImageLeft,
            Detail(isLeftBehind: true),
            ("name", Image),
            ("digest", image.Digest),
            ("imageByDigest", $"{repository}@{image.Digest}"),
            ("repository", repository),
            ("reason", why),
            ("acr", context.Target.ResourceName));

        // An earlier failure comes first, then the content that is left to delete.
        return outcome.Status == CheckStatus.Passed
            ? left
            : outcome with
            {
                Message = $"{outcome.Message} {MessageFormat.Format(Strings.PushLeftBehind, Image, image.Digest, why)}",
                Detail = left.Detail,
                Remediation = [.. outcome.Remediation.Take(MaximumSteps), left.Remediation[0]],
            };
    }

    /// <summary>Deletes the images that earlier, killed pushes left behind, and adds them to the outcome without changing its status.</summary>
    public async Task<CheckOutcome> DeleteStaleAsync(CheckOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<string> deleted = await new StaleTestImages(context, repository)
                .DeleteAsync(_access!, DateTimeOffset.UtcNow, cancellationToken).ConfigureAwait(false);
            return deleted.Count == 0
                ? outcome
                : outcome with
                {
                    Message = $"{outcome.Message} {MessageFormat.Format(Strings.PushDeletedStale, string.Join(", ", deleted))}",
                };
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            context.LogVerbose($"{TestImage.TagPrefix}*: {UntrustedText.Clean(exception.Message)}");
            return outcome;
        }
    }

    public void Dispose() => _last?.Dispose();

    private async Task<CheckOutcome?> UploadAsync(byte[] blob, CancellationToken cancellationToken)
    {
        using HttpRequestMessage post = _access!.Request(HttpMethod.Post, RepositoryPaths.Uploads(context.Target, repository));
        post.Content = Content([], "application/octet-stream");
        RegistryResponse begun = await SendAsync(post, cancellationToken).ConfigureAwait(false);
        if (begun.Status != HttpStatusCode.Accepted)
        {
            return Evaluate(begun);
        }

        if (BlobLocation.Parse(post.RequestUri!, begun.RawLocation) is not { } place || !context.Target.IsSameOrigin(place))
        {
            return Report(PushFindings.UploadSentElsewhere, ("location", begun.Location));
        }

        string digest = "digest=" + Uri.EscapeDataString(ContentDigest.Of(blob));
        var whole = new UriBuilder(place) { Query = place.Query.Length > 1 ? $"{place.Query[1..]}&{digest}" : digest, Fragment = string.Empty };
        using HttpRequestMessage put = _access.Request(HttpMethod.Put, whole.Uri);
        put.Content = Content(blob, "application/octet-stream");
        RegistryResponse stored = await SendAsync(put, cancellationToken).ConfigureAwait(false);
        if (stored.Status != HttpStatusCode.Created)
        {
            return Evaluate(stored);
        }

        _uploaded.Add(blob);
        return null;
    }

    /// <summary>Pulls back the pushed image; null if it arrived unchanged.</summary>
    private async Task<CheckOutcome?> PullAsync(CancellationToken cancellationToken)
    {
        RegistryResponse manifest;
        for (int attempt = 1; ; attempt++)
        {
            using HttpRequestMessage get = _access!.ManifestRequest(HttpMethod.Get, RepositoryPaths.Manifest(context.Target, repository, image.Tag));
            manifest = await SendAsync(get, cancellationToken).ConfigureAwait(false);
            if (manifest.Status != HttpStatusCode.NotFound || attempt == PullAttempts)
            {
                break;
            }

            await Task.Delay(BetweenPulls, cancellationToken).ConfigureAwait(false);
        }

        if (manifest.Status != HttpStatusCode.OK)
        {
            return Evaluate(manifest);
        }

        if (!manifest.Content.AsSpan().SequenceEqual(image.Manifest))
        {
            return OtherContent(image.Digest);
        }

        string digest = ContentDigest.Of(image.Layer);
        using HttpRequestMessage request = _access!.Request(HttpMethod.Get, RepositoryPaths.Blob(context.Target, repository, digest));
        RegistryResponse layer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (layer.StatusCode is >= 300 and < 400)
        {
            return await FollowAsync(request.RequestUri!, layer, digest, cancellationToken).ConfigureAwait(false);
        }

        return layer.Status != HttpStatusCode.OK ? Evaluate(layer)
            : layer.Content.AsSpan().SequenceEqual(image.Layer) ? null
            : OtherContent(digest);
    }

    private async Task<CheckOutcome?> FollowAsync(Uri asked, RegistryResponse redirect, string digest, CancellationToken cancellationToken)
    {
        using RedirectedFetch<RegistryResponse> followed = await RedirectedFetch<RegistryResponse>.FollowAsync(
            context,
            asked,
            redirect.RawLocation,
            null,
            (client, request) =>
            {
                _last = request;
                _answer = null;
                return client.SendAsync(request, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        followed.Close();
        if (followed.Url is not { } url)
        {
            return Report(PushFindings.PushedLayerRedirectInvalid, ("location", redirect.Location));
        }

        (string, object?) host = ("layerHost", string.Create(CultureInfo.InvariantCulture, $"{UntrustedText.Clean(url.IdnHost, 253)}:{url.Port}"));
        return followed switch
        {
            { Request: null } => Report(PushFindings.PushedLayerUnreachable, host, ("reason", followed.Opened!.Problem)),
            { Exception: { } exception } => Report(PushFindings.PushedLayerUnreachable, host, ("reason", HttpFailure.Explain(context, followed.Request, exception))),
            { Answer: { Status: not HttpStatusCode.OK } answer } => Report(PushFindings.PushedLayerRefused, host, ("answer", answer.Summary)),
            _ => followed.Answer!.Content.AsSpan().SequenceEqual(image.Layer) ? null : OtherContent(digest),
        };
    }

    private CheckOutcome Evaluate(RegistryResponse answer)
    {
        if (PushAnswers.IsQuota(answer))
        {
            return Report(PushFindings.StorageFull, ("answer", answer.Summary), ("acr", context.Target.ResourceName));
        }

        return HttpFailure.AtAnyStep(context, answer, ErrorCodes.Push) is { } failure ? failure with { Detail = Detail() }
            : answer.Status switch
            {
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                    AccessRefusal.OfPush(context, repository, answer.Summary, _access!.ActionsOn(repository), Detail()),
                HttpStatusCode.MethodNotAllowed => Report(PushFindings.WriteLocked, ("answer", answer.Summary)),
                _ => Report(PushFindings.UploadRefused, ("request", answer.Request), ("answer", answer.Summary)),
            };
    }

    private CheckOutcome OtherContent(string digest) => Report(PushFindings.PulledContentDiffers, ("name", Image), ("digest", digest));

    private CheckOutcome Report(Finding finding, params (string Name, object? Value)[] values) => context.Report(finding, Detail(), [.. values, ("repository", repository)]);

    private async Task<string?> DeleteAsync(Uri url, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = _access!.Request(HttpMethod.Delete, url);
        return PushAnswers.WhyNotDeleted(await Client.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    private async Task<RegistryResponse> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _last = request;
        _answer = null;
        _answer = await context.Retrying(Client).SendAsync(request, cancellationToken).ConfigureAwait(false);
        return _answer;
    }

    private static ByteArrayContent Content(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private PushDetail Detail(bool isLeftBehind = false) => new()
    {
        Image = Image,
        Digest = image.Digest,
        Bytes = image.Size,
        Request = _last is null ? null : RegistryResponse.Show(_last),
        StatusCode = _answer?.StatusCode,
        CorrelationId = _answer?.CorrelationId,
        IsLeftBehind = isLeftBehind,
    };
}
