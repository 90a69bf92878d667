using AcrHealth.Identity;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrHealth.Adapters;

/// <summary>Notes which host a sign-in asks last, and why it gave no answer: the library's exceptions do not tell.</summary>
internal sealed class SignInExchanges : HttpPipelinePolicy
{
    private volatile string? _host;
    private volatile SignInHostFailure? _failure;
    private volatile int _status;

    /// <summary>Why the last host gave no answer; null where it did.</summary>
    public SignInHostFailure? Failure => _failure;

    /// <summary>The host that was asked last; null before any.</summary>
    public string? Host => _host;

    /// <summary>The status of the last response; null where the last request got none.</summary>
    public int? Status => _status == 0 ? null : _status;

    /// <summary>Forgets what the sources before have asked.</summary>
    public void Reset()
    {
        _host = null;
        _failure = null;
        _status = 0;
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Begin(message);
        try
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            _status = message.Response.Status;
        }
        catch (Exception exception) when (Note(exception))
        {
            throw;
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Begin(message);
        try
        {
            ProcessNext(message, pipeline);
            _status = message.Response.Status;
        }
        catch (Exception exception) when (Note(exception))
        {
            throw;
        }
    }

    private void Begin(HttpMessage message)
    {
        _host = message.Request.Uri.Host;
        _failure = null;
        _status = 0;
    }

    private bool Note(Exception exception)
    {
        if (exception is not OperationCanceledException)
        {
            _failure = HostFailureReader.Read(_host ?? string.Empty, exception);
        }

        return true;
    }
}
