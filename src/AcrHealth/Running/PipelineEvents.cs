using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Tells the pipeline what a run tells, on the pipeline's thread.</summary>
/// <param name="mailbox">The way to that thread.</param>
/// <param name="cmdlet">The command that is told.</param>
/// <param name="force">Whether nobody is asked.</param>
/// <param name="crashed">Is told on that thread when a check fell over, about which nobody knows whether it would have passed.</param>
/// <param name="running">Is told which checks run.</param>
internal sealed class PipelineEvents(PipelineDispatcher mailbox, PSCmdlet cmdlet, bool force, Action crashed, RunningChecks running) : IRunEvents
{
    // Who has said yes is not asked again when a check is repeated. Read and written on the pipeline's thread alone.
    private readonly HashSet<Question> _allowed = [];

    public void Verbose(string line) => mailbox.Post(() => cmdlet.WriteVerbose(line));

    public async Task<Approval> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<Approval>(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.Post(() => answer.SetResult(Ask(question)));
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void CheckCrashed(string check, string? registry, Exception exception)
    {
        // Here, where it is known whose secrets it may repeat.
        string message = MessageFormat.Format(Messages.CheckCrashed, check, exception.GetType().Name, UntrustedText.Clean(exception.Message));
        var report = new CrashReport(exception);
        mailbox.Post(() =>
        {
            crashed();
            cmdlet.WriteError(new(new InvalidOperationException(message, report), "CheckCrashed", ErrorCategory.NotSpecified, registry));
        });
    }

    public void CheckStarted(string check, string? registry, TimeSpan timeout) => running.Begin(check, registry, timeout);

    public void CheckEnded(string check, string? registry) => running.End(check, registry);

    private Approval Ask(Question question)
    {
        if (_allowed.Contains(question))
        {
            return Approval.Given;
        }

        Approval answer = ChangeQuestion.Ask(cmdlet, force, question);
        if (answer == Approval.Given)
        {
            _allowed.Add(question);
        }

        return answer;
    }
}
