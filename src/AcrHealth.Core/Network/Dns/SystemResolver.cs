using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AcrHealth.Network.Dns;

/// <summary>Looks a host up as every other program of this machine does.</summary>
internal static class SystemResolver
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<IPAddress[]>>> UnderWay = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Resolves the host's addresses; a host that is an address is its own result.</summary>
    /// <exception cref="SocketException">The system returned none.</exception>
    /// <exception cref="OperationCanceledException">The time was up.</exception>
    public static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out IPAddress? literal) ? [literal] : await AskAsync(host).WaitAsync(cancellationToken).ConfigureAwait(false);

    // The system's resolver blocks a thread for as long as a silent server takes, and cannot be cancelled on Linux: it gets a thread of its
    // own, because in the pool it would delay the checks of the other registries. Concurrent requests for the same host share it, so that
    // runs that are stopped and started again leave no thread each.
    private static Task<IPAddress[]> AskAsync(string host) => UnderWay.GetOrAdd(host, static host => new(() => Start(host))).Value;

    private static Task<IPAddress[]> Start(string host)
    {
        Task<IPAddress[]> answer = Task.Factory.StartNew(() => Ask(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _ = answer.ContinueWith(
            ended =>
            {
                // Possibly no caller is waiting for the failure any more.
                _ = ended.Exception;
                UnderWay.TryRemove(host, out _);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return answer;
    }

    private static IPAddress[] Ask(string host)
    {
        try
        {
            return System.Net.Dns.GetHostAddresses(host);
        }
        catch (ArgumentException)
        {
            // The host of a URL may be longer than any valid name.
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }
}
