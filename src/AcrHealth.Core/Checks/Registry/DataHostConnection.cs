using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

/// <summary>The way to the host that a registry has its layers at: the login server's own phases, once more.</summary>
/// <param name="Addresses">The host's addresses; empty where there are none, and where a proxy looks it up.</param>
/// <param name="Connection">The connection, or what came in its way; null where the host's name did not resolve.</param>
/// <param name="Problem">What came in the way, in a line; null where nothing did.</param>
internal sealed record DataHostConnection(IReadOnlyList<string> Addresses, HostConnection? Connection, string? Problem)
{
    public static async Task<DataHostConnection> OpenAsync(CheckContext context, Uri url, CancellationToken cancellation)
    {
        var host = new RegistryTarget { Input = url.Authority, Host = url.IdnHost.ToLowerInvariant(), Port = url.Port };
        IPAddress[] addresses = [];
        try
        {
            addresses = await SystemResolver.ResolveAsync(host.Host, cancellation).ConfigureAwait(false);
        }
        catch (SocketException exception) when (ProxySettings.UsableFor(url) is null)
        {
            return new([], null, await ExplainAsync(context, host.Host, exception.SocketErrorCode, cancellation).ConfigureAwait(false));
        }
        catch (SocketException)
        {
            // The proxy looks it up.
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new([], null, CheckOutcome.Format(Strings.DnsTimedOut, host.Host, null, null, null));
        }

        HostConnection connection = await HostConnection.OpenAsync(context, host, addresses, cancellation).ConfigureAwait(false);
        context.Tell($"{host.Authority} -> {string.Join(", ", addresses.AsEnumerable())} {connection.Detail}");
        return new([.. addresses.Select(address => address.ToString())], connection, connection.Trouble?.Message);
    }

    private static async Task<string> ExplainAsync(CheckContext context, string host, SocketError error, CancellationToken cancellation)
    {
        DnsExplanation? explanation = null;
        try
        {
            explanation = host.Contains('.', StringComparison.Ordinal)
                ? await context.Session.DnsExplainer.ExplainAsync(host, cancellation).ConfigureAwait(false)
                : null;
        }
        catch (OperationCanceledException)
        {
            // The servers had all the time there was.
        }

        string? alias = explanation?.Chain is [.., var last] ? UntrustedText.Clean(last) : null;
        return CheckOutcome.Format(DnsReading.FailureFormat(host, error, explanation), UntrustedText.Clean(host), explanation?.Server, error, alias);
    }
}
