using System.Net;
using System.Net.Sockets;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>An address on which connections time out: its listener accepts none, and its queue is full.</summary>
internal sealed class FullListener : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public FullListener(IPEndPoint endPoint)
    {
        _listener.Bind(endPoint);
        _listener.Listen(0);
        for (int i = 0; i < 4; i++)
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _waiting.Add(client);
            _ = client.ConnectAsync(endPoint).ContinueWith(task => task.Exception, TaskScheduler.Default);
        }
    }

    public void Dispose()
    {
        _waiting.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }
}
