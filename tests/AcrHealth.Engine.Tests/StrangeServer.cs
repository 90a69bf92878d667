using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>A TLS server that answers in bytes of the test's own.</summary>
internal sealed class StrangeServer : RawServer
{
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
        : this(LoopbackCertificate.Create(commonName), answer)
    {
    }

    private StrangeServer(X509Certificate2 certificate, Func<string, string, string> answer)
        : base(certificate)
    {
        Certificate = certificate;
        _answer = answer;
        Start();
    }

    public X509Certificate2 Certificate { get; }

    public string Authority => $"localhost:{Port}";

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

    // One answer a connection: what is wrong with it cannot spill into the next.
    protected override async Task ServeAsync(Stream stream, CancellationToken cancellationToken)
    {
        using StreamReader reader = RawRequest.Reader(stream);
        RawRequest request = await RawRequest.ReadAsync(reader, cancellationToken) ?? throw new EndOfStreamException();
        lock (_seen)
        {
            _seen.Add(request.First);
        }

        string answer = _answer(request.Target, request.Body);

        // A body that nobody waits for would be taken for the beginning of the next answer.
        bool isWhole = request.Method != "HEAD";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(isWhole ? answer : answer[..(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)]), cancellationToken);
        await ((SslStream)stream).ShutdownAsync();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Certificate.Dispose();
        }
    }
}
