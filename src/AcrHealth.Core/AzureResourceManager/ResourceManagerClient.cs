using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.AzureResourceManager;

/// <summary>Queries one Azure Resource Manager with one identity, and describes failures in messages.</summary>
/// <param name="host">The Resource Manager.</param>
/// <param name="token">A token that is meant for it.</param>
/// <param name="pipeline">Carries the requests.</param>
/// <param name="authorities">Authorities that are trusted in addition to the system's.</param>
/// <param name="log">Receives one line for each exchange, without secrets.</param>
/// <param name="timeout">The longest time that one check may take.</param>
internal sealed class ResourceManagerClient(
    ResourceManagerHost host, string token, IResourceManagerPipeline pipeline, X509Certificate2Collection authorities, Action<string> log, TimeSpan timeout)
{
    /// <summary>The longest time to wait for one response, including delays by throttling.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(6);

    // Stops at a server that always has one more page.
    private const int MostPages = 100;

    private const int TooManyRequests = 429;
    private const int ShownLength = 200;

    // A longer delay is reported instead: the check has other requests to make in its time.
    private static readonly TimeSpan MaximumWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);

    // A server that requests an immediate retry and throttles again must not cause a busy loop.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);

    // Set by the first refusal, for all later requests.
    private volatile bool _isOlderCloud;

    public Uri Endpoint => host.Endpoint;

    /// <exception cref="ResourceManagerException">Resource Manager did not return it.</exception>
    public async Task<JsonElement> GetAsync(string path, string apiVersion, CancellationToken cancellationToken) =>
        (await AskAsync(path, apiVersion, string.Empty, cancellationToken).ConfigureAwait(false)).Body!.Value;

    /// <summary>Returns all elements of a list, page after page.</summary>
    /// <exception cref="ResourceManagerException">Resource Manager did not return the list, or not all of it.</exception>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, string apiVersion, string? filter, CancellationToken cancellationToken)
    {
        var list = new ResourceList(UntrustedText.Clean(path, ShownLength));
        ResourceManagerResponse answer = await AskAsync(path, apiVersion, filter is null ? string.Empty : $"&$filter={Uri.EscapeDataString(filter)}", cancellationToken).ConfigureAwait(false);
        for (int page = 1; ; page++)
        {
            list.Add(answer, "value");
            if (page == MostPages || answer.Body!.Value.Raw("nextLink") is not { } next)
            {
                return list.Entries;
            }

            answer = await SendAsync(OnHost(next), null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns all rows of a query of Azure Resource Graph, page after page.</summary>
    /// <exception cref="ResourceManagerException">Resource Manager did not return the rows, or not all of them.</exception>
    public async Task<IReadOnlyList<JsonElement>> QueryAsync(string query, CancellationToken cancellationToken)
    {
        const int PageSize = 1000;
        const string Path = "/providers/Microsoft.ResourceGraph/resources";
        var rows = new ResourceList(Path);
        string? skip = null;
        for (int page = 0; page < MostPages; page++)
        {
            string options = skip is null
                ? $$"""{"resultFormat":"objectArray","$top":{{PageSize}}}"""
                : $$"""{"resultFormat":"objectArray","$top":{{PageSize}},"$skipToken":"{{JsonEncodedText.Encode(skip)}}"}""";
            string body = $$"""{"query":"{{JsonEncodedText.Encode(query)}}","options":{{options}}}""";
            ResourceManagerResponse answer = await SendAsync(Url(Path, $"api-version={ResourceManagerApi.Graph}"), body, cancellationToken).ConfigureAwait(false);
            rows.Add(answer, "data");
            if (answer.Body!.Value.Raw("$skipToken") is not { } next || next == skip)
            {
                break;
            }

            skip = next;
        }

        return rows.Entries;
    }

    /// <summary>Requests the wanted version, and if this cloud does not have it yet, an older one.</summary>
    private async Task<ResourceManagerResponse> AskAsync(string path, string apiVersion, string more, CancellationToken cancellationToken)
    {
        string? older = ResourceManagerApi.Before(apiVersion);
        if (older is null || !_isOlderCloud)
        {
            try
            {
                return await SendAsync(Url(path, $"api-version={apiVersion}{more}"), null, cancellationToken).ConfigureAwait(false);
            }
            catch (ResourceManagerException exception) when (exception.Problem == ResourceManagerProblem.UnknownVersion && older is not null)
            {
                _isOlderCloud = true;
            }
        }

        return await SendAsync(Url(path, $"api-version={older}{more}"), null, cancellationToken).ConfigureAwait(false);
    }

    private Uri Url(string path, string query) => OnHost($"{host.Endpoint.GetLeftPart(UriPartial.Authority)}{path}?{query}");

    // A link to another host would receive the token.
    private Uri OnHost(string text) =>
        UntrustedUrl.TryParse(text, null, out Uri? url) && url.UserInfo.Length == 0
        && Uri.Compare(url, host.Endpoint, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? url
            : throw new ResourceManagerException(
                ResourceManagerProblem.Unusable, MessageFormat.Format(Strings.ArmLinkElsewhere, host.Endpoint.Authority, UntrustedText.Clean(text, ShownLength)));

    private async Task<ResourceManagerResponse> SendAsync(Uri url, string? body, CancellationToken cancellationToken)
    {
        string shown = UntrustedText.Clean($"{(body is null ? "GET" : "POST")} {url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}");
        TimeSpan waited = TimeSpan.Zero;
        TimeSpan most = timeout / 3 < MaximumWait ? timeout / 3 : MaximumWait;
        while (true)
        {
            ResourceManagerResponse answer = await ExchangeAsync(url, body, cancellationToken).ConfigureAwait(false);
            log($"{shown} -> {answer.Status}");
            TimeSpan pause = answer.RetryAfter ?? DefaultPause;
            if (answer.Status != TooManyRequests || waited + pause > most)
            {
                return answer is { Status: 200, Body: not null } ? answer : throw Failure(shown, answer);
            }

            pause = pause > ShortestPause ? pause : ShortestPause;
            waited += pause;
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ResourceManagerResponse> ExchangeAsync(Uri url, string? body, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            return await pipeline.SendAsync(new(url, token, body, authorities), deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new ResourceManagerException(
                ResourceManagerProblem.Unreachable, MessageFormat.Format(Strings.ArmUnreachable, host.Endpoint.Authority, UntrustedText.Clean(exception.Message, ShownLength)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ResourceManagerException(
                ResourceManagerProblem.Unreachable, MessageFormat.Format(Strings.ArmSilent, host.Endpoint.Authority, Timeout.TotalSeconds));
        }
    }

    private static ResourceManagerException Failure(string shown, ResourceManagerResponse answer)
    {
        JsonElement? body = answer.Body;
        string? code = body?.Text("error", "code");
        string said = code is not null
            ? $"{answer.Status}, {code}: {UntrustedText.Clean(body?.Text("error", "message"), 300)}"
            : answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (ResourceManagerProblem problem, string format) = answer.Status switch
        {
            400 or 404 when ResourceManagerApi.IsVersionError(code) => (ResourceManagerProblem.UnknownVersion, Strings.ArmFailed),
            401 or 403 when body is not null => (ResourceManagerProblem.Denied, Strings.ArmDenied),
            404 when body is not null => (ResourceManagerProblem.NotFound, Strings.ArmNotFound),
            TooManyRequests => (ResourceManagerProblem.Throttled, answer.RetryAfter is null ? Strings.ArmThrottled : Strings.ArmThrottledUntil),
            200 when answer.IsTooLong => (ResourceManagerProblem.Unusable, Strings.ArmTooLong),
            _ when body is null => (ResourceManagerProblem.Unusable, Strings.ArmNoJson),
            _ => (ResourceManagerProblem.Unusable, Strings.ArmFailed),
        };
        return new ResourceManagerException(problem, MessageFormat.Format(format, shown, said, Math.Ceiling(answer.RetryAfter?.TotalSeconds ?? 0)));
    }
}
