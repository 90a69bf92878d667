using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Testing;

/// <summary>A server on loopback whose answers are bytes of the test's own, which no decent server's code would let out.</summary>
/// <param name="certificate">The certificate that it speaks TLS with; null for plain text.</param>
public abstract class RawServer(X509Certificate2? certificate) : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins to accept connections; a derived class calls it when it is complete.</summary>
    protected void Start()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Serves a connection. An error that closes it, such as a client that has had enough, is no failure.</summary>
    protected abstract Task ServeAsync(Stream stream, CancellationToken cancellationToken);

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            _listener.Dispose();
            _stop.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                _ = ServeAsync(socket, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream stream = await OpenAsync(new NetworkStream(socket, ownsSocket: true), cancellationToken);
            await ServeAsync(stream, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or AuthenticationException
            or HttpRequestException or ObjectDisposedException)
        {
            // The client has had enough.
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream plain, CancellationToken cancellationToken)
    {
        if (certificate is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellationToken);
        return secure;
    }
}
