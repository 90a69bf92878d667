using System.Formats.Asn1;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AcrHealth.Engine.Tests;

/// <summary>A TLS server on loopback that answers in bytes of the test's own, which no decent server's code would let out.</summary>
internal sealed class StrangeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string, string> _answer;
    private readonly List<string> _seen = [];

    /// <param name="commonName">Whom its certificate is for, beside localhost.</param>
    /// <param name="answer">Makes an answer, from its first line on, for the path and query of a request.</param>
    public StrangeServer(string commonName, Func<string, string> answer)
        : this(commonName, (target, _) => answer(target))
    {
    }

    /// <param name="commonName">Whom its certificate is for, beside localhost.</param>
    /// <param name="answer">Makes an answer, from its first line on, for the path and query of a request and for its body.</param>
    public StrangeServer(string commonName, Func<string, string, string> answer)
    {
        _answer = answer;
        Certificate = SelfSign(commonName);
        _listener.Start();
        _ = AcceptAsync();
    }

    public X509Certificate2 Certificate { get; }

    public string Authority => $"localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The first lines of the requests that came.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        Certificate.Dispose();
        _stop.Dispose();
    }

    private static X509Certificate2 SelfSign(string commonName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.Add("2.5.4.3", commonName, UniversalTagNumber.UTF8String);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
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

    // One answer a connection: what is wrong with it cannot spill into the next.
    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, cancellationToken);
            (string first, string body) = await ReadAsync(stream, cancellationToken);
            lock (_seen)
            {
                _seen.Add(first);
            }

            string answer = _answer(first.Split(' ')[1], body);

            // A body that nobody waits for would be taken for the beginning of the next answer.
            bool isWhole = !first.StartsWith("HEAD ", StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(isWhole ? answer : answer[..(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)]), cancellationToken);
            await stream.ShutdownAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // The client has had enough.
        }
    }

    private static async Task<(string First, string Body)> ReadAsync(SslStream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        string first = await reader.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException();
        int length = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } header)
        {
            length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(header.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture) : length;
        }

        char[] body = new char[length];

        // Reading nothing would wait for something all the same.
        int read = length == 0 ? 0 : await reader.ReadBlockAsync(body, cancellationToken);
        return (first, new(body, 0, read));
    }
}
