using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>A TLS server on loopback that passes requests on to a server of the simulator and replaces a part of one of its answers.</summary>
internal abstract partial class Relay : RawServer
{
    private readonly List<(string Step, RelayedResponse Answer)> _answers = [];
    private readonly HttpClient _http;

    protected Relay(X509Certificate2 certificate, HttpClient http)
        : base(certificate)
    {
        _http = http;
        Start();
    }

    public string Authority => $"localhost:{Port}";

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

    protected override async Task ServeAsync(Stream stream, CancellationToken cancellationToken)
    {
        using StreamReader reader = RawRequest.Reader(stream);
        RawRequest request = await RawRequest.ReadAsync(reader, cancellationToken) ?? throw new EndOfStreamException();
        string step = StepOf(request.Method, request.Target, request.Headers.ContainsKey("Authorization"));
        string[] known = Known();
        RelayedResponse answer = await RelayAsync(request, cancellationToken);
        lock (_answers)
        {
            _answers.Add((step, answer));
        }

        byte[] bytes = (step == ChangedStep ? Change(answer, known, [.. Known().Except(known)]) : answer).ToBytes();
        int end = request.Method == "HEAD" ? bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4 : bytes.Length;
        await stream.WriteAsync(bytes.AsMemory(0, end), cancellationToken);
        await ((SslStream)stream).ShutdownAsync();
    }

    private async Task<RelayedResponse> RelayAsync(RawRequest asked, CancellationToken cancellationToken)
    {
        (string method, byte[] body) = (asked.Method, Encoding.Latin1.GetBytes(asked.Body));
        using var request = new HttpRequestMessage(new HttpMethod(method), UrlOf(asked.Target));
        if (body.Length > 0 || method is "POST" or "PUT")
        {
            bool isForm = asked.Headers.GetValueOrDefault("Content-Type")?.Contains("form", StringComparison.Ordinal) == true;
            request.Content = new ByteArrayContent(isForm ? Encoding.UTF8.GetBytes(Inward(Encoding.UTF8.GetString(body))) : body);
        }

        foreach ((string name, string value) in asked.Headers.Where(header => !header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)))
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

    [GeneratedRegex("(?<=/)(?:sha256:[0-9a-f]{64}|acrhealth-[^/]+|[0-9a-f-]{32,})")]
    private static partial Regex Changing();
}
