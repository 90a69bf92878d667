using System.Net;
using System.Net.Sockets;

namespace AcrHealth.Testing.Stopping;

/// <summary>A registry whose connection hangs until it is told to fail.</summary>
public sealed class FailingOnDemand : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _fail = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FailingOnDemand()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string LoginServer => $"127.0.0.1:{Port}";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts all connections, now and from now on.</summary>
    public void Fail() => _fail.TrySetResult();

    public void Dispose()
    {
        Fail();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CutAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It has ended.
        }
    }

    private async Task CutAsync(Socket socket)
    {
        await _fail.Task;
        socket.Dispose();
    }
}
