using System.Net;

namespace AcrHealth.Network;

/// <summary>The operating system's resolver: what the container client goes by.</summary>
internal static class SystemResolver
{
    /// <summary>
    /// The addresses of a name. The resolver blocks a thread for as long as a silent server takes, and can't be cancelled on Linux: it gets
    /// a thread of its own, for in the pool it would hold up the checks of the other registries.
    /// </summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name has none, or nobody could tell.</exception>
    public static Task<IPAddress[]> ResolveAsync(string host) => Task.Factory.StartNew(
        () => Dns.GetHostAddresses(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
