using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Network;

/// <summary>Answers every request with a body that never ends, in plain HTTP or in TLS with a certificate of its own.</summary>
internal sealed class EndlessServer : RawServer
{
    private static readonly byte[] Chunk = [.. "100000\r\n"u8, .. Enumerable.Repeat((byte)'A', 0x100000), .. "\r\n"u8];

    private readonly X509Certificate2? _certificate;
    private readonly Func<string, byte[]?>? _answer;
    private int _endless;

    /// <param name="isSecure">Whether it speaks TLS.</param>
    /// <param name="answer">Makes a whole response for a path; null for one without end.</param>
    public EndlessServer(bool isSecure, Func<string, byte[]?>? answer = null)
        : this(isSecure ? LoopbackCertificate.Create() : null, answer)
    {
    }

    private EndlessServer(X509Certificate2? certificate, Func<string, byte[]?>? answer)
        : base(certificate)
    {
        _certificate = certificate;
        _answer = answer;
        Start();
    }

    /// <summary>The certificate in PEM.</summary>
    public string Authority => _certificate!.ExportCertificatePem();

    /// <summary>The number of endless responses that were begun.</summary>
    public int Endless => Volatile.Read(ref _endless);

    /// <summary>A response with JSON.</summary>
    public static byte[] Json(string json) => Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}");

    protected override async Task ServeAsync(Stream stream, CancellationToken cancellationToken)
    {
        using StreamReader reader = RawRequest.Reader(stream);
        while (await RawRequest.ReadAsync(reader, cancellationToken) is { } request)
        {
            if (_answer?.Invoke(request.Target) is { } whole)
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

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _certificate?.Dispose();
        }
    }
}
