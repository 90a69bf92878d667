using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AcrHealth.Integration.Tests.Network;

/// <summary>Answers every request on loopback with a body that never ends, in plain HTTP or in TLS with a certificate of its own.</summary>
internal sealed class EndlessServer : IDisposable
{
    private static readonly byte[] Chunk = [.. "100000\r\n"u8, .. Enumerable.Repeat((byte)'A', 0x100000), .. "\r\n"u8];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Func<string, byte[]?>? _answer;
    private int _endless;

    /// <param name="isSecure">Whether it speaks TLS.</param>
    /// <param name="answer">Makes a whole response for a path; null for one without end.</param>
    public EndlessServer(bool isSecure, Func<string, byte[]?>? answer = null)
    {
        _certificate = isSecure ? SelfSign() : null;
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The certificate in PEM.</summary>
    public string Authority => _certificate!.ExportCertificatePem();

    /// <summary>The number of endless responses that were begun.</summary>
    public int Endless => Volatile.Read(ref _endless);

    /// <summary>A response with JSON.</summary>
    public static byte[] Json(string json) => Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private static X509Certificate2 SelfSign()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
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
            await using Stream stream = await OpenAsync(socket, cancellationToken);
            using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
            while (await reader.ReadLineAsync(cancellationToken) is { } first)
            {
                int length = 0;
                while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } header)
                {
                    length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(header.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture) : length;
                }

                await reader.ReadBlockAsync(new char[length], cancellationToken);
                if (_answer?.Invoke(first.Split(' ')[1]) is { } whole)
                {
                    await stream.WriteAsync(whole, cancellationToken);
                    continue;
                }

                Interlocked.Increment(ref _endless);
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancellationToken);
                while (true)
                {
                    await stream.WriteAsync(Chunk, cancellationToken);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or AuthenticationException or ObjectDisposedException)
        {
            // The client has had enough.
        }
    }

    private async Task<Stream> OpenAsync(Socket socket, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (_certificate is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, cancellationToken);
        return secure;
    }
}
