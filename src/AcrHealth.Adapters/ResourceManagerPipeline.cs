using System.Text;
using AcrHealth.ResourceManager;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrHealth.Adapters;

/// <summary>The Azure SDK's pipeline to Azure Resource Manager. One pipeline serves all requests that trust the same authorities.</summary>
internal sealed class ResourceManagerPipeline : IResourceManagerPipeline, IDisposable
{
    private readonly object _lock = new();
    private TrustedTransport? _transport;
    private HttpPipeline? _pipeline;

    public async Task<ResourceManagerAnswer> SendAsync(ResourceManagerRequest request, CancellationToken cancellation)
    {
        HttpPipeline pipeline = PipelineFor(request);
        using HttpMessage message = pipeline.CreateMessage();
        message.BufferResponse = false;
        message.Request.Uri.Reset(request.Url);
        message.Request.Method = request.Body is null ? RequestMethod.Get : RequestMethod.Post;
        message.Request.Headers.Add("Accept", "application/json");
        message.Request.Headers.Add("Authorization", "Bearer " + request.Token);
        if (request.Body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(request.Body));
        }

        try
        {
            await pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
            (string body, bool isCut) = await ReadAsync(message.Response, cancellation).ConfigureAwait(false);
            return new(message.Response.Status, body, isCut);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or HttpRequestException)
        {
            throw new IOException(exception.GetBaseException().Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    public void Dispose() => _transport?.Dispose();

    private HttpPipeline PipelineFor(ResourceManagerRequest request)
    {
        lock (_lock)
        {
            if (_pipeline is null)
            {
                // A session has one collection of authorities, and one Resource Manager or two of clouds that trust the same.
                var options = new Options();
                // The body is read here, to its own limit; nothing in the pipeline may buffer more.
                _transport = new(request.Url, request.CertificateAuthorities, ResourceManagerAnswer.MaximumBody + 1);
                _transport.Use(options);
                _pipeline = HttpPipelineBuilder.Build(options);
            }

            return _pipeline;
        }
    }

    private static async Task<(string Body, bool IsCut)> ReadAsync(Response response, CancellationToken cancellation)
    {
        if (response.ContentStream is not { } stream)
        {
            return (string.Empty, false);
        }

        byte[] buffer = new byte[16 * 1024];
        using var body = new MemoryStream();
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            if (body.Length + count > ResourceManagerAnswer.MaximumBody)
            {
                return (string.Empty, true);
            }

            body.Write(buffer, 0, count);
        }

        return (Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length), false);
    }

    private sealed class Options : ClientOptions
    {
        public Options()
        {
            Diagnostics.IsLoggingEnabled = false;
            Diagnostics.IsDistributedTracingEnabled = false;
            Diagnostics.ApplicationId = nameof(AcrHealth);

            // Who asks says how long an answer is waited for.
            Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
            RetryPolicy = new ThrottlingPolicy();
        }
    }

    /// <summary>Asks again where Resource Manager is throttling and soon will not: what takes longer is told instead of waited for.</summary>
    private sealed class ThrottlingPolicy() : RetryPolicy(MostRetries)
    {
        private const int MostRetries = 1;
        private const int TooManyRequests = 429;

        private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(3);

        protected override bool ShouldRetry(HttpMessage message, Exception? exception) => IsWorthwhile(message);

        protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) => new(IsWorthwhile(message));

        // The policy by itself waits as long as the answer says.
        private static bool IsWorthwhile(HttpMessage message) =>
            message is { HasResponse: true, Response.Status: TooManyRequests }
            && (!message.Response.Headers.TryGetValue("Retry-After", out string? after)
                || (double.TryParse(after, System.Globalization.CultureInfo.InvariantCulture, out double seconds) && seconds <= MostWait.TotalSeconds));
    }
}
