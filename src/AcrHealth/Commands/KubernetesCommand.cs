using System.Management.Automation;
using AcrHealth.Completion;
using AcrHealth.Kubernetes;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>A command that works with a Kubernetes cluster through kubectl, beside the pipeline's thread.</summary>
public abstract class KubernetesCommand : CancellableCmdlet
{
    private Task _work = Task.CompletedTask;

    private protected KubernetesCommand()
    {
    }

    /// <summary>The context of kubectl's configuration; the current one if omitted.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Context { get; set; }

    private protected PipelineDispatcher Dispatcher { get; } = new();

    /// <summary>The longest time that the command may take to undo its changes after it was stopped.</summary>
    private protected virtual TimeSpan CleanUpTime => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // In every case, kubectl has exited by then, and the created objects are removed.
            _work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CleanUpTime);
            Dispatcher.Dispose();
        }
    }

    /// <summary>Finds kubectl, or ends the command.</summary>
    private protected Kubectl FindKubectl()
    {
        try
        {
            return Kubectl.Find(Context);
        }
        catch (KubectlException exception)
        {
            ThrowTerminatingError(Record(exception, Context));
            throw;
        }
    }

    /// <summary>Runs work beside the pipeline's thread, which runs the posted work items meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected void Run(Func<CancellationToken, Task> work)
    {
        // The source is disposed with the command.
        CancellationToken cancellationToken = Cancellation;
        bool hasEnded = false;
        _work = Task.Run(() => work(cancellationToken), CancellationToken.None);
        _work.ContinueWith(_ => Dispatcher.Post(() => hasEnded = true), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            while (!hasEnded)
            {
                Dispatcher.DoNext(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            _work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (KubectlException exception)
        {
            ThrowTerminatingError(Record(exception, Context));
        }
    }

    private protected static ErrorRecord Record(KubectlException exception, object? target) => new(
        exception,
        $"Kubectl{exception.Failure}",
        exception.Failure switch
        {
            KubectlFailure.NoProgram or KubectlFailure.NotFound => ErrorCategory.ObjectNotFound,
            KubectlFailure.Forbidden => ErrorCategory.PermissionDenied,
            KubectlFailure.Unauthorized => ErrorCategory.AuthenticationError,
            KubectlFailure.Unreachable => ErrorCategory.ConnectionError,
            KubectlFailure.TimedOut => ErrorCategory.OperationTimeout,
            KubectlFailure.NotConfigured => ErrorCategory.InvalidArgument,
            _ => ErrorCategory.InvalidResult,
        },
        UntrustedText.Clean(target?.ToString()));
}
