using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>
/// A registry between the client and the simulator's: it answers as that one does, at its own address and with tokens of its own that are opaque, and
/// replaces a part of one of the answers.
/// </summary>
internal sealed partial class RelayServer : IDisposable
{
    private const string DataPrefix = "/relayed-data";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Upstream _upstream;
    private readonly Dictionary<string, string> _real = [];
    private readonly List<(string Step, RelayedResponse Answer)> _answers = [];

    public RelayServer(Upstream upstream)
    {
        _upstream = upstream;
        _real[upstream.Given] = upstream.RealGiven;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Authority => $"localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The step whose answer is changed; null for none.</summary>
    public string? ChangedStep { get; init; }

    /// <summary>Changes an answer; is given the secrets that the client has sent or got before it, and those that are new in it.</summary>
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

    /// <summary>What a request is about: its method, the last fixed part of its path, and whether it says who is asking.</summary>
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
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _upstream.Certificate }, cancellationToken);
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

    private string[] Known()
    {
        lock (_real)
        {
            return [.. _real.Keys];
        }
    }

    private async Task<RelayedResponse> RelayAsync(string method, string target, Dictionary<string, string> headers, byte[] body, CancellationToken cancellationToken)
    {
        bool isData = target.StartsWith(DataPrefix, StringComparison.Ordinal);
        string url = isData ? $"https://{_upstream.DataAuthority}{target[DataPrefix.Length..]}" : $"https://{_upstream.Registry}{Inward(target)}";
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
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

        using HttpResponseMessage response = await _upstream.Http.SendAsync(request, cancellationToken);
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

    // The simulator is to see its own names and tokens.
    private string Inward(string text)
    {
        text = text.Replace(Authority, _upstream.Registry, StringComparison.Ordinal).Replace(Uri.EscapeDataString(Authority), Uri.EscapeDataString(_upstream.Registry), StringComparison.Ordinal);
        lock (_real)
        {
            return _real.Aggregate(text, (all, pair) => all.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
        }
    }

    // And the client ours.
    private string Outward(string text)
    {
        text = text.Replace("https://" + _upstream.DataAuthority, $"https://{Authority}{DataPrefix}", StringComparison.Ordinal).Replace(_upstream.Registry, Authority, StringComparison.Ordinal);
        return Token().Replace(text, match =>
        {
            string name = match.Groups[1].Value.StartsWith("refresh", StringComparison.Ordinal) ? _upstream.Tokens.Refresh : _upstream.Tokens.Access;
            string alias;
            lock (_real)
            {
                // A registry gives a token for each scope.
                alias = $"{name}{(char)('a' + _real.Count)}";
                _real[alias] = match.Groups[2].Value;
            }

            return $"\"{match.Groups[1].Value}\":\"{alias}\"";
        });
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

    [GeneratedRegex("\"(access_token|refresh_token)\"\\s*:\\s*\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>What all relays share: where they lead, what the client signs in with and what the simulator takes for it, and the tokens that they hand out in the place of the simulator's.</summary>
internal sealed record Upstream(string Registry, string DataAuthority, string Given, string RealGiven, CanaryTokens Tokens, X509Certificate2 Certificate, HttpClient Http);

/// <summary>Opaque tokens, known by nothing but their value.</summary>
internal sealed record CanaryTokens(string Refresh, string Access);
