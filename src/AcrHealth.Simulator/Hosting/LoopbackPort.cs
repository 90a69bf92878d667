using System.Net;
using System.Net.Sockets;

namespace AcrHealth.Simulator.Hosting;

/// <summary>
/// A port that is ours before anything listens on it. Until a server takes the socket over, connecting to it is refused, and nobody
/// else can come to listen there.
/// </summary>
internal sealed class LoopbackPort : IDisposable
{
    public LoopbackPort(IPAddress address, int port)
    {
        Socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Socket.Bind(new IPEndPoint(address, port));
        }
        catch
        {
            Socket.Dispose();
            throw;
        }

        EndPoint = (IPEndPoint)Socket.LocalEndPoint!;
    }

    public Socket Socket { get; }

    public IPEndPoint EndPoint { get; }

    public string Authority => $"localhost:{EndPoint.Port}";

    /// <summary>
    /// The same port by address. Clients that compare host names without ports, as Go's do before they pass credentials on to where
    /// they are redirected, take it for a different host than <see cref="Authority"/>.
    /// </summary>
    public string OtherAuthority => EndPoint.ToString();

    public void Dispose() => Socket.Dispose();
}
