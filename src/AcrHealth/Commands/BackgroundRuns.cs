using System.Management.Automation;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Runs a command's work beside the pipeline, and does what comes after it on the pipeline's thread.</summary>
internal sealed class BackgroundRuns(HealthCheckCommand command, PipelineDispatcher mailbox)
{
    // A run that is waited for as long as it may take has to close what it opened, too.
    private static readonly TimeSpan ShutdownGrace = RunScope.ShutdownGrace + TimeSpan.FromMilliseconds(300);

    private readonly HashSet<Task> _runs = [];

    /// <summary>Starts work beside the pipeline.</summary>
    /// <param name="work">The work.</param>
    /// <param name="ended">Called on the pipeline's thread when it has ended.</param>
    public void Start(Func<Task> work, Action ended)
    {
        Task run = Task.Run(work, CancellationToken.None);
        _runs.Add(run);
        run.ContinueWith(
            _ => mailbox.Post(() =>
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
    /// Ends the work. However the command ends, the programs that checks started have ended by then, their connections are closed, and what they pushed is
    /// deleted. What ignores its end, such as a dead share, is waited for no longer.
    /// </summary>
    public void End(HealthCheckSession? session)
    {
        Task ended = Task.WhenAll([.. _runs, session?.DisposeAsync().AsTask() ?? Task.CompletedTask]);
        ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .Wait(ShutdownGrace + (session?.CleanUpTime ?? TimeSpan.Zero));
    }

    // A run that crashed has no results, and no results must not look healthy.
    private void NoteFault(Task run)
    {
        if (run.Exception?.InnerException is { } fault)
        {
            command.AnyFailed = true;
            command.WriteError(new(new InvalidOperationException(UntrustedText.Clean(fault.Message), new CrashReport(fault)), "RunCrashed", ErrorCategory.NotSpecified, null));
        }
    }
}
