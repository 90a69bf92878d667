using System.Buffers;
using System.Globalization;
using System.Text;
using AcrHealth.AzureResourceManager;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrHealth.Adapters;

/// <summary>The Azure SDK's pipeline to Azure Resource Manager. One pipeline serves all requests that trust the same authorities.</summary>
internal sealed class ResourceManagerPipeline : IResourceManagerPipeline, IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const double MostMilliseconds = 24 * 60 * 60 * 1000;

    private static readonly (string Name, double Unit)[] WaitHeaders = [("Retry-After", 1000), ("retry-after-ms", 1), ("x-ms-retry-after-ms", 1)];

    private readonly object _lock = new();
    private TrustedTransport? _transport;
    private HttpPipeline? _pipeline;

    public async Task<ResourceManagerResponse> SendAsync(ResourceManagerRequest request, CancellationToken cancellationToken)
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
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            ResourceManagerResponse answer = await ReadAsync(message.Response, cancellationToken).ConfigureAwait(false);
            return answer with { RetryAfter = RetryAfter(message.Response.Headers) };
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or HttpRequestException or InvalidDataException)
        {
            throw new IOException(exception.GetBaseException().Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
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
                // A session has one collection of authorities, and one Resource Manager, or two of clouds that trust the same authorities.
                var options = new Options();
                // The body is read here, to its own limit; nothing in the pipeline may buffer more.
                _transport = new(request.CertificateAuthorities, ResourceManagerResponse.MaximumBody + 1);
                _transport.Use(options);
                _pipeline = HttpPipelineBuilder.Build(options);
            }

            return _pipeline;
        }
    }

    private static async Task<ResourceManagerResponse> ReadAsync(Response response, CancellationToken cancellationToken)
    {
        if (response.ContentStream is not { } stream)
        {
            return new(response.Status, null, false);
        }

        // Rented from the pool, because several large responses in a row would each leave their buffers behind.
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            int length = 0;
            int count;
            while ((count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += count;
                if (length > ResourceManagerResponse.MaximumBody)
                {
                    return new(response.Status, null, true) { Length = length };
                }

                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan().CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return ResourceManagerResponse.Read(response.Status, buffer.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Azure's services send milliseconds in addition to the standard header, which has whole seconds: the longest counts.
    private static TimeSpan? RetryAfter(ResponseHeaders headers)
    {
        TimeSpan? longest = null;
        foreach ((string name, double unit) in WaitHeaders)
        {
            if (headers.TryGetValue(name, out string? text))
            {
                TimeSpan? wait = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
                    ? TimeSpan.FromMilliseconds(Math.Min(number * unit, MostMilliseconds))
                    : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset until) ? Later(until) : null;
                longest = wait > longest || longest is null ? wait : longest;
            }
        }

        return longest;
    }

    private static TimeSpan Later(DateTimeOffset until)
    {
        TimeSpan wait = until - DateTimeOffset.UtcNow;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private sealed class Options : ClientOptions
    {
        public Options()
        {
            Diagnostics.IsLoggingEnabled = false;
            Diagnostics.IsDistributedTracingEnabled = false;
            Diagnostics.ApplicationId = nameof(AcrHealth);

            // The caller decides how long to wait for a response, and whether to retry.
            Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
            RetryPolicy = new RetryPolicy(maxRetries: 0);
        }
    }
}
