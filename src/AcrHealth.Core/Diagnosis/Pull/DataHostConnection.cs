using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Network.Dns;
using AcrHealth.Network.Proxies;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>The connection to the host of a registry's layers, through the same phases as for the login server.</summary>
/// <param name="Host">The host.</param>
/// <param name="Addresses">The host's addresses; empty if there are none, and if a proxy resolves it.</param>
/// <param name="Connection">The connection, or the reason why it failed; null if the host's name was not resolved.</param>
/// <param name="Failure">The reason why the connection failed; null if it did not.</param>
/// <param name="Problem">The reason why the connection failed, in a message; null if it did not.</param>
internal sealed record DataHostConnection(
    RegistryTarget Host, IReadOnlyList<string> Addresses, HostConnection? Connection, ConnectionFailure? Failure, string? Problem)
{
    /// <summary>Opens a connection to the host of a URL.</summary>
    /// <param name="context">The check's context.</param>
    /// <param name="url">The URL.</param>
    /// <param name="cancellationToken">Cancels the attempt, which then counts as the reason of the failure.</param>
    /// <param name="time">The time for the attempt; null for that of the check.</param>
    public static async Task<DataHostConnection> OpenAsync(CheckContext context, Uri url, CancellationToken cancellationToken, TimeSpan? time = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(time ?? Timeout.InfiniteTimeSpan);
        var host = new RegistryTarget { Input = url.Authority, Host = url.IdnHost.ToLowerInvariant(), Port = url.Port };
        IPAddress[] addresses = [];
        try
        {
            addresses = await SystemResolver.ResolveAsync(host.Host, deadline.Token).ConfigureAwait(false);
        }
        catch (SocketException exception) when (ProxySettings.UsableFor(url) is null)
        {
            return Failed(context, host, await ExplainAsync(context, host.Host, exception.SocketErrorCode, deadline.Token).ConfigureAwait(false));
        }
        catch (SocketException)
        {
            // The proxy resolves it.
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Failed(context, host, DnsDiagnosis.Of(host.Host, SocketError.TimedOut, null));
        }

        HostConnection connection = await HostConnection.OpenAsync(context, host, addresses, deadline.Token, time).ConfigureAwait(false);
        context.LogVerbose($"{host.Authority} -> {string.Join(", ", addresses.AsEnumerable())} {connection.Detail}");
        return new(
            host, [.. addresses.Select(address => address.ToString())], connection, connection.Failure, connection.Failure?.Report(context, null).Message);
    }

    private static DataHostConnection Failed(CheckContext context, RegistryTarget host, ConnectionFailure failure) =>
        new(host, [], null, failure, failure.Report(context, null).Message);

    private static async Task<ConnectionFailure> ExplainAsync(CheckContext context, string host, SocketError error, CancellationToken cancellationToken)
    {
        DnsExplanation? explanation = null;
        try
        {
            explanation = host.Contains('.', StringComparison.Ordinal)
                ? await context.Session.DnsExplainer.ExplainAsync(host, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (OperationCanceledException)
        {
            // The DNS servers had all of the available time.
        }

        return DnsDiagnosis.Of(host, error, explanation);
    }
}
