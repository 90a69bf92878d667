using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using AcrHealth.Core.Tests.Network.Tls;

namespace AcrHealth.Core.Tests.Registry;

/// <summary>A TCP server on loopback that treats each connection as the test says, and keeps what it was sent.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, int, CancellationToken, Task> _serve;
    private readonly Task _loop;
    private int _connections;

    /// <param name="serve">Gets the stream and which connection it is, from 0; the connection is closed when it ends.</param>
    public LoopbackServer(Func<NetworkStream, int, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Serves HTTP answers over TLS, one for each request, and the last one again where there are more requests. In an empty answer's place the connection is closed.</summary>
    public static LoopbackServer Https(TestCertificate certificate, List<string> requests, params string[] answers) => new(async (stream, _, stop) =>
    {
        await using SslStream secure = await certificate.AcceptAsync(stream, stop);
        while (await ReadHeadAsync(secure, stop) is { } head)
        {
            string answer;
            lock (requests)
            {
                answer = answers[Math.Min(requests.Count, answers.Length - 1)];
                requests.Add(head);
            }

            await secure.WriteAsync(Encoding.Latin1.GetBytes(answer), stop);
            if (answer.Length == 0 || answer.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }
    });

    /// <summary>Everything up to the empty line; null where the other end closed before.</summary>
    public static async Task<string?> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) > 0)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                return head.ToString();
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await _serve(stream, Interlocked.Increment(ref _connections) - 1, _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // Clients that go away, or that do not like the certificate, are what these tests are about.
        }
    }
}
