using System.Net;
using System.Net.Sockets;

namespace AcrHealth.Testing.Stopping;

/// <summary>A port on which connections time out: its listener accepts none, and its queue is full.</summary>
public sealed class FullPort : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public FullPort()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        for (int i = 0; i < 4; i++)
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _waiting.Add(client);
            _ = client.ConnectAsync(_listener.LocalEndPoint!).ContinueWith(task => task.Exception, TaskScheduler.Default);
        }
    }

    public int Number => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>The connections that filled it, which are nobody's under test.</summary>
    public int Unanswered => Connections.Unanswered(Number);

    public void Dispose()
    {
        _waiting.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }
}
