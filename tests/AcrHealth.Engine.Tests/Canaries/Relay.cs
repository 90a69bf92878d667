using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>A TLS server on loopback that passes requests on to a server of the simulator and replaces a part of one of its answers.</summary>
internal abstract partial class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(string Step, RelayedResponse Answer)> _answers = [];
    private readonly X509Certificate2 _certificate;
    private readonly HttpClient _http;

    protected Relay(X509Certificate2 certificate, HttpClient http)
    {
        _certificate = certificate;
        _http = http;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Authority => $"localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The step whose answer is changed; null for none.</summary>
    public string? ChangedStep { get; init; }

    /// <summary>Changes an answer; is given the secrets that the client sent or received before it, and those that are new in it.</summary>
    public Func<RelayedResponse, IReadOnlyList<string>, IReadOnlyList<string>, RelayedResponse> Change { get; init; } = (answer, _, _) => answer;

    /// <summary>The answers, as they were before the change, and the steps that they were to.</summary>
    public IReadOnlyList<(string Step, RelayedResponse Answer)> Answers
    {
        get
        {
            lock (_answers)
            {
                return [.. _answers];
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>The secrets that the client has.</summary>
    protected abstract string[] Known();

    /// <summary>The URL of the simulator for the path of a request.</summary>
    protected abstract string UrlOf(string target);

    /// <summary>Puts the names and tokens of the simulator in the place of those that the client knows.</summary>
    protected abstract string Inward(string text);

    /// <summary>Puts the names and tokens that the client is to know in the place of those of the simulator.</summary>
    protected abstract string Outward(string text);

    // The method, the fixed parts of the path, and whether the client says who it is.
    private static string StepOf(string method, string target, bool isAuthorized) =>
        $"{method} {Changing().Replace(target.Split('?')[0], "*")}{(isAuthorized ? " +" : string.Empty)}";

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
            await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, cancellationToken);
            (string method, string target, Dictionary<string, string> headers, byte[] body) = await ReadAsync(stream, cancellationToken);
            string step = StepOf(method, target, headers.ContainsKey("Authorization"));
            string[] known = Known();
            RelayedResponse answer = await RelayAsync(method, target, headers, body, cancellationToken);
            lock (_answers)
            {
                _answers.Add((step, answer));
            }

            byte[] bytes = (step == ChangedStep ? Change(answer, known, [.. Known().Except(known)]) : answer).ToBytes();
            int end = method == "HEAD" ? bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4 : bytes.Length;
            await stream.WriteAsync(bytes.AsMemory(0, end), cancellationToken);
            await stream.ShutdownAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or AuthenticationException or HttpRequestException or ObjectDisposedException)
        {
            // The client has had enough.
        }
    }

    private async Task<RelayedResponse> RelayAsync(string method, string target, Dictionary<string, string> headers, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), UrlOf(target));
        if (body.Length > 0 || method is "POST" or "PUT")
        {
            bool isForm = headers.GetValueOrDefault("Content-Type")?.Contains("form", StringComparison.Ordinal) == true;
            request.Content = new ByteArrayContent(isForm ? Encoding.UTF8.GetBytes(Inward(Encoding.UTF8.GetString(body))) : body);
        }

        foreach ((string name, string value) in headers.Where(header => !header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, Inward(value)))
            {
                _ = name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || request.Content?.Headers.TryAddWithoutValidation(name, value) == true;
            }
        }

        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        byte[] content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        (string Name, string Value)[] kept =
        [
            .. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Content-Length" or "Keep-Alive"))
                .Select(header => (header.Key, Outward(header.Value.ToString()))),
        ];
        bool isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return new((int)response.StatusCode, response.ReasonPhrase ?? string.Empty, kept, isJson ? Encoding.UTF8.GetBytes(Outward(Encoding.UTF8.GetString(content))) : content);
    }

    private static async Task<(string Method, string Target, Dictionary<string, string> Headers, byte[] Body)> ReadAsync(SslStream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        string[] first = (await reader.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException()).Split(' ');
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        char[] body = new char[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        int read = body.Length == 0 ? 0 : await reader.ReadBlockAsync(body, cancellationToken);
        return (first[0], first[1], headers, Encoding.Latin1.GetBytes(body, 0, read));
    }

    [GeneratedRegex("(?<=/)(?:sha256:[0-9a-f]{64}|acrhealth-[^/]+|[0-9a-f-]{32,})")]
    private static partial Regex Changing();
}
