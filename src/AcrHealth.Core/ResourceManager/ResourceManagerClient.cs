using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AcrHealth.Network;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.ResourceManager;

/// <summary>Asks one Azure Resource Manager with one identity, and puts into words what goes wrong.</summary>
/// <param name="host">The Resource Manager.</param>
/// <param name="token">A token that is meant for it.</param>
/// <param name="pipeline">Carries the requests.</param>
/// <param name="authorities">Authorities that are trusted beside the system's.</param>
/// <param name="tell">Is told each exchange in a line, without secrets.</param>
internal sealed class ResourceManagerClient(
    ResourceManagerHost host, string token, IResourceManagerPipeline pipeline, X509Certificate2Collection authorities, Action<string> tell)
{
    /// <summary>How long one answer is waited for, with all that throttling adds to it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    // A server that always has one more page ends here.
    private const int MostPages = 100;

    // Learnt by the first refusal, for all that is asked after it.
    private volatile bool _isOlderCloud;

    public Uri Endpoint => host.Endpoint;

    /// <exception cref="ResourceManagerException">It did not tell.</exception>
    public Task<JsonElement> GetAsync(string path, string apiVersion, CancellationToken cancellation) =>
        AskAsync(path, apiVersion, string.Empty, cancellation);

    /// <summary>All elements of a list, page after page.</summary>
    /// <exception cref="ResourceManagerException">It did not tell, or not to the end.</exception>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, string apiVersion, string? filter, CancellationToken cancellation)
    {
        var items = new List<JsonElement>();
        JsonElement answer = await AskAsync(path, apiVersion, filter is null ? string.Empty : $"&$filter={Uri.EscapeDataString(filter)}", cancellation).ConfigureAwait(false);
        for (int page = 1; ; page++)
        {
            items.AddRange(answer.Items("value"));
            if (page == MostPages || answer.Raw("nextLink") is not { } next)
            {
                return items;
            }

            answer = await SendAsync(OnHost(next), null, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>All rows that a query of Azure Resource Graph gives, page after page.</summary>
    /// <exception cref="ResourceManagerException">It did not tell, or not to the end.</exception>
    public async Task<IReadOnlyList<JsonElement>> QueryAsync(string query, CancellationToken cancellation)
    {
        const int PageSize = 1000;
        var rows = new List<JsonElement>();
        string? skip = null;
        for (int page = 0; page < MostPages; page++)
        {
            string options = skip is null
                ? $$"""{"resultFormat":"objectArray","$top":{{PageSize}}}"""
                : $$"""{"resultFormat":"objectArray","$top":{{PageSize}},"$skipToken":"{{JsonEncodedText.Encode(skip)}}"}""";
            string body = $$"""{"query":"{{JsonEncodedText.Encode(query)}}","options":{{options}}}""";
            JsonElement answer = await SendAsync(
                Url("/providers/Microsoft.ResourceGraph/resources", $"api-version={ResourceManagerApi.Graph}"), body, cancellation).ConfigureAwait(false);
            rows.AddRange(answer.Items("data"));
            if (answer.Raw("$skipToken") is not { } next || next == skip)
            {
                break;
            }

            skip = next;
        }

        return rows;
    }

    /// <summary>Asks in the version that is wanted, and where this cloud does not have it yet, once more in an older one.</summary>
    private async Task<JsonElement> AskAsync(string path, string apiVersion, string more, CancellationToken cancellation)
    {
        string? older = ResourceManagerApi.Before(apiVersion);
        if (older is null || !_isOlderCloud)
        {
            try
            {
                return await SendAsync(Url(path, $"api-version={apiVersion}{more}"), null, cancellation).ConfigureAwait(false);
            }
            catch (ResourceManagerException exception) when (exception.Problem == ResourceManagerProblem.UnknownVersion && older is not null)
            {
                _isOlderCloud = true;
            }
        }

        return await SendAsync(Url(path, $"api-version={older}{more}"), null, cancellation).ConfigureAwait(false);
    }

    private Uri Url(string path, string query) => OnHost($"{host.Endpoint.GetLeftPart(UriPartial.Authority)}{path}?{query}");

    // A link that leads elsewhere would take the token along.
    private Uri OnHost(string text) =>
        UntrustedUrl.TryParse(text, null, out Uri? url) && url.UserInfo.Length == 0
        && Uri.Compare(url, host.Endpoint, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? url
            : throw new ResourceManagerException(
                ResourceManagerProblem.Unusable, CheckOutcome.Format(Strings.ArmLinkElsewhere, host.Endpoint.Authority, UntrustedText.Clean(text, 200)));

    private async Task<JsonElement> SendAsync(Uri url, string? body, CancellationToken cancellation)
    {
        string shown = UntrustedText.Clean($"{(body is null ? "GET" : "POST")} {url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        ResourceManagerAnswer answer;
        try
        {
            answer = await pipeline.SendAsync(new(url, token, body, authorities), deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new ResourceManagerException(
                ResourceManagerProblem.Unreachable, CheckOutcome.Format(Strings.ArmUnreachable, host.Endpoint.Authority, UntrustedText.Clean(exception.Message, 200)));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ResourceManagerException(
                ResourceManagerProblem.Unreachable, CheckOutcome.Format(Strings.ArmSilent, host.Endpoint.Authority, Patience.TotalSeconds));
        }

        tell($"{shown} -> {answer.Status}");
        return Read(shown, answer);
    }

    private static JsonElement Read(string shown, ResourceManagerAnswer answer)
    {
        JsonElement? body = answer.IsCut ? null : Json.Parse(answer.Body);
        if (answer.Status == 200 && body is { } read)
        {
            return read;
        }

        string? code = body?.Text("error", "code");
        string said = code is not null
            ? $"{answer.Status}, {Secrets.Hide(code)}: {Secrets.Clean(body?.Text("error", "message"), 300)}"
            : answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (ResourceManagerProblem problem, string format) = answer.Status switch
        {
            400 or 404 when ResourceManagerApi.TellsOfVersions(code) => (ResourceManagerProblem.UnknownVersion, Strings.ArmFailed),
            401 or 403 when body is not null => (ResourceManagerProblem.Denied, Strings.ArmDenied),
            404 when body is not null => (ResourceManagerProblem.NotFound, Strings.ArmNotFound),
            429 => (ResourceManagerProblem.Throttled, Strings.ArmThrottled),
            200 when answer.IsCut => (ResourceManagerProblem.Unusable, Strings.ArmTooLong),
            _ when body is null => (ResourceManagerProblem.Unusable, Strings.ArmNoJson),
            _ => (ResourceManagerProblem.Unusable, Strings.ArmFailed),
        };
        throw new ResourceManagerException(problem, CheckOutcome.Format(format, shown, said));
    }
}
