using System.Management.Automation;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Runs a command's work beside the pipeline, and its continuation on the pipeline's thread.</summary>
internal sealed class BackgroundRuns(HealthCheckCommand command, PipelineDispatcher dispatcher)
{
    // A run that uses its full grace period needs time to close its connections, too.
    private static readonly TimeSpan ShutdownGrace = RunScope.ShutdownGrace + TimeSpan.FromMilliseconds(300);

    private readonly HashSet<Task> _runs = [];

    /// <summary>Starts work beside the pipeline.</summary>
    /// <param name="work">The work.</param>
    /// <param name="ended">Called on the pipeline's thread when the work has finished.</param>
    public void Start(Func<Task> work, Action ended)
    {
        Task run = Task.Run(work, CancellationToken.None);
        _runs.Add(run);
        run.ContinueWith(
            _ => dispatcher.Post(() =>
            {
                _runs.Remove(run);
                NoteFault(run);
                ended();
            }),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    /// <summary>
    /// Stops the work. When this returns, the programs that checks started are terminated, their connections are closed, and the content that they pushed is
    /// deleted, however the command ends. Work that ignores the cancellation, such as access to a dead share, is not awaited any longer.
    /// </summary>
    public void End(HealthCheckSession? session)
    {
        Task ended = Task.WhenAll([.. _runs, session?.DisposeAsync().AsTask() ?? Task.CompletedTask]);
        ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .Wait(ShutdownGrace + (session?.CleanUpTime ?? TimeSpan.Zero));
    }

    // A crashed run has no results, and a lack of results must not look healthy.
    private void NoteFault(Task run)
    {
        if (run.Exception?.InnerException is { } fault)
        {
            command.AnyFailed = true;
            command.WriteError(new(new InvalidOperationException(UntrustedText.Clean(fault.Message), new CrashReport(fault)), "RunCrashed", ErrorCategory.NotSpecified, null));
        }
    }
}
