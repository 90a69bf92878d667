using System.Net;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Findings;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>Checks the hosts of layers that are not in the registry, as base layers of Windows images are at mcr.microsoft.com.</summary>
internal static class ForeignLayers
{
    private const int MostHosts = 3;
    private const int ShownHost = 253;

    /// <summary>The reason why this machine cannot fetch such a layer; null if it can, or if there is none.</summary>
    public static async Task<CheckOutcome?> FindAsync(CheckContext context, PullPlan plan, CancellationToken cancellationToken)
    {
        IEnumerable<(BlobDescriptor Layer, Uri Url)> elsewhere = plan.ForeignLayers
            .Select(layer => (layer, Url: layer.Urls.Select(Parse).FirstOrDefault(url => url is not null)))
            .Where(found => found.Url is not null)
            .Select(found => (found.layer, found.Url!))
            .DistinctBy(found => found.Item2.Authority)
            .Take(MostHosts);
        foreach ((BlobDescriptor layer, Uri url) in elsewhere)
        {
            if (await WhyNotAsync(context, url, cancellationToken).ConfigureAwait(false) is { } reason
                && !await IsInRegistryAsync(context, plan, layer, cancellationToken).ConfigureAwait(false))
            {
                return context.Report(
                    DataFindings.ForeignLayerUnreachable, null, ("name", context.Options.Image), ("dataHost", UntrustedText.Clean(url.IdnHost, ShownHost)), ("reason", reason));
            }
        }

        return null;
    }

    private static Uri? Parse(string text) =>
        UntrustedUrl.TryParse(text, null, out Uri? url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 && UrlHost.Of(url) is not null ? url : null;

    private static async Task<string?> WhyNotAsync(CheckContext context, Uri url, CancellationToken cancellationToken)
    {
        DataHostConnection way = await DataHostConnection.OpenAsync(context, url, cancellationToken).ConfigureAwait(false);
        if (way.Connection?.Client is not { } client)
        {
            return way.Problem;
        }

        using HttpRequestMessage request = new(HttpMethod.Head, url);
        try
        {
            RegistryResponse answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);

            // Clients get a token of the other registry if it requires one for the layer.
            return answer.StatusCode < 400 || answer.Status == HttpStatusCode.Unauthorized ? null : answer.Summary + ".";
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Explain(context, request, exception);
        }
        finally
        {
            client.Dispose();
        }
    }

    // Some images are pushed with their base layers; then clients do not need another host.
    private static async Task<bool> IsInRegistryAsync(CheckContext context, PullPlan plan, BlobDescriptor layer, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = plan.Access.Request(
            HttpMethod.Head, RepositoryPaths.Blob(context.Target, context.Options.Image!.Repository, layer.Digest));
        try
        {
            RegistryResponse answer = await plan.Access.Session.Challenge.Client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return answer.StatusCode < 400;
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return false;
        }
    }
}
