using AcrHealth.Identity;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrHealth.Adapters;

/// <summary>Records the last host that a sign-in contacted, and why it sent no response: the library's exceptions do not say.</summary>
internal sealed class SignInExchanges : HttpPipelinePolicy
{
    private volatile string? _host;
    private volatile SignInHostFailure? _failure;
    private volatile int _status;

    /// <summary>The reason why the last host sent no response; null if it did.</summary>
    public SignInHostFailure? Failure => _failure;

    /// <summary>The host that was contacted last; null before the first.</summary>
    public string? Host => _host;

    /// <summary>The status of the last response; null if the last request got none.</summary>
    public int? Status => _status == 0 ? null : _status;

    /// <summary>Forgets the requests of the previous sources.</summary>
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
