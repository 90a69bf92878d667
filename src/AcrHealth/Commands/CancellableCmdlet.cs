using System.Management.Automation;

namespace AcrHealth.Commands;

/// <summary>A cmdlet whose work is cancelled when the pipeline is stopped, or when no downstream command reads it any more.</summary>
public abstract class CancellableCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Cancelled by Ctrl+C, by Stop-Job, and by a downstream command that needs no more input.</summary>
    protected CancellationToken Cancellation => _cancellation.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Cancels the work in progress.</summary>
    /// <param name="disposing">Whether the caller disposes, rather than the finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cancellation.Cancel();
            _cancellation.Dispose();
        }
    }
}
