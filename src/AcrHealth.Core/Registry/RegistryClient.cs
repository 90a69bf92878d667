using System.Diagnostics;
using System.Net.Security;
using System.Reflection;
using System.Text;
using AcrHealth.Network;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>Talks HTTP to one registry, or to the host of its layers, over one connection, which is opened before the first request and again only if the server closes it.</summary>
internal sealed class RegistryClient : IDisposable
{
    /// <summary>The longest part of a response body that is read, in bytes. A registry's tokens and errors are far smaller.</summary>
    public const int MaximumBody = 256 * 1024;

    /// <summary>The longest part of a manifest that is read, in bytes: as much as registries accept.</summary>
    public const int MaximumManifest = 4 * 1024 * 1024;

    private const int MaximumHeadersKilobytes = 64;

    private static readonly string UserAgent =
        "AcrHealth/" + typeof(RegistryClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly RegistryRoute _route;
    private readonly HttpMessageInvoker _http;
    private readonly Action<string> _log;
    private SslStream? _first;
    private int _connections;
    private bool _hasAnswered;

    /// <param name="route">The way to the registry.</param>
    /// <param name="connected">The connection that has been opened.</param>
    /// <param name="log">Receives one line for each exchange, without secrets.</param>
    public RegistryClient(RegistryRoute route, SslStream connected, Action<string> log)
    {
        _route = route;
        _first = connected;
        _log = log;
        _http = new(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxResponseHeadersLength = MaximumHeadersKilobytes,
            ResponseDrainTimeout = TimeSpan.Zero,
            ActivityHeadersPropagator = null,
            ConnectCallback = (_, cancellationToken) => ConnectAsync(cancellationToken),
        });
    }

    public RegistryRoute Route => _route;

    /// <summary>
    /// Sends a request to the registry's own origin and reads the response, its body up to <paramref name="maximumBody"/> bytes. The same request may be
    /// sent again.
    /// </summary>
    /// <exception cref="HttpRequestException">No complete response arrived.</exception>
    /// <exception cref="ResponseUnfinishedException">The request timed out in the middle of the response body.</exception>
    /// <exception cref="ResponseCutException">The connection was closed in the middle of the response body.</exception>
    /// <exception cref="InvalidOperationException">The URL belongs to another origin.</exception>
    public async Task<RegistryResponse> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken, int maximumBody = MaximumBody)
    {
        Prepare(request);
        long started = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage response = await SendOnLiveConnectionAsync(request, cancellationToken).ConfigureAwait(false);
            _hasAnswered = true;
            TimeSpan duration = Stopwatch.GetElapsedTime(started);
            DateTimeOffset received = DateTimeOffset.UtcNow;
            (byte[] content, bool isCut) = await ReadAsync(response, maximumBody, cancellationToken).ConfigureAwait(false);
            var answer = new RegistryResponse(request, response, Encoding.UTF8.GetString(content), received, duration) { Content = content, IsCut = isCut };
            _log($"{answer.Request} -> {answer.StatusCode} ({duration.TotalMilliseconds:F0} ms)");
            return answer;
        }
        catch (IOException exception)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, exception.Message, exception);
        }
    }

    /// <summary>Sends a request and reads the response body only to measure its speed, up to a number of bytes and a time.</summary>
    /// <exception cref="HttpRequestException">No response arrived.</exception>
    /// <exception cref="ResponseUnfinishedException">The request timed out in the middle of the response body.</exception>
    /// <exception cref="ResponseCutException">The connection was closed in the middle of the response body.</exception>
    /// <exception cref="InvalidOperationException">The URL belongs to another origin.</exception>
    public async Task<DownloadMeasurement> MeasureAsync(HttpRequestMessage request, long maximumBytes, TimeSpan maximumTime, CancellationToken cancellationToken)
    {
        Prepare(request);
        long started = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage response = await SendOnLiveConnectionAsync(request, cancellationToken).ConfigureAwait(false);
            string? location = response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.ToString() : null;
            SecretReader.ProtectAnswer(string.Empty, location);
            (long bytes, TimeSpan? first, TimeSpan reading, bool isWhole) =
                await MeasureBodyAsync(response, started, maximumBytes, maximumTime, cancellationToken).ConfigureAwait(false);
            var measurement = new DownloadMeasurement((int)response.StatusCode, location, bytes, first, reading, isWhole);
            _log($"{RegistryResponse.Show(request)} -> {measurement.Status}, {bytes} B in {measurement.Duration.TotalMilliseconds:F0} ms");
            return measurement;
        }
        catch (IOException exception)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, exception.Message, exception);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _first?.Dispose();
    }

    private static async Task<(long Bytes, TimeSpan? First, TimeSpan Reading, bool IsWhole)> MeasureBodyAsync(
        HttpResponseMessage response, long started, long maximumBytes, TimeSpan maximumTime, CancellationToken cancellationToken)
    {
        long bytes = 0;
        long last = Stopwatch.GetTimestamp();
        try
        {
            using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            byte[] buffer = new byte[64 * 1024];
            bytes = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            TimeSpan? first = bytes > 0 ? Stopwatch.GetElapsedTime(started) : null;
            long reading = last = Stopwatch.GetTimestamp();
            bool isWhole = bytes == 0;
            while (!isWhole && bytes < maximumBytes && Stopwatch.GetElapsedTime(reading) < maximumTime)
            {
                int count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                last = Stopwatch.GetTimestamp();
                bytes += count;
                isWhole = count == 0;
            }

            return (bytes, first, Stopwatch.GetElapsedTime(reading), isWhole);
        }
        catch (OperationCanceledException exception)
        {
            throw new ResponseUnfinishedException((int)response.StatusCode, bytes, Stopwatch.GetElapsedTime(last), exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new ResponseCutException(bytes, exception);
        }
    }

    private void Prepare(HttpRequestMessage request)
    {
        if (!_route.Target.IsSameOrigin(request.RequestUri!))
        {
            throw new InvalidOperationException("Requests go to the registry's own origin only.");
        }

        SecretReader.ProtectRequest(request);
        request.Headers.Remove("User-Agent");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
    }

    // A server may close an idle connection at the very moment at which it is used again, which is no failure.
    private async Task<HttpResponseMessage> SendOnLiveConnectionAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int connections = _connections;
        try
        {
            return await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (_hasAnswered && _connections == connections && exception.InnerException is IOException)
        {
            return await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    // The handler uses a stream that is already TLS as it is, and adds no TLS of its own.
    private async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _connections);
        return Interlocked.Exchange(ref _first, null) ?? (await _route.ConnectAsync(new(), cancellationToken).ConfigureAwait(false)).Stream;
    }

    private static async Task<(byte[] Content, bool IsCut)> ReadAsync(HttpResponseMessage response, int maximumBody, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        long last = Stopwatch.GetTimestamp();
        try
        {
            using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            byte[] buffer = new byte[4096];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                last = Stopwatch.GetTimestamp();
                if (body.Length + count > maximumBody)
                {
                    return (body.ToArray(), true);
                }

                body.Write(buffer, 0, count);
            }

            return (body.ToArray(), false);
        }
        catch (OperationCanceledException exception)
        {
            throw new ResponseUnfinishedException((int)response.StatusCode, body.Length, Stopwatch.GetElapsedTime(last), exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new ResponseCutException(body.Length, exception);
        }
    }
}
