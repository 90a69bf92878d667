using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Reports the events of a run to the pipeline, on the pipeline's thread.</summary>
/// <param name="dispatcher">The dispatcher of that thread.</param>
/// <param name="cmdlet">The command that receives the events.</param>
/// <param name="force">Whether changes are approved without a question.</param>
/// <param name="crashed">Called on that thread when a check crashed, so that it is unknown whether it would have passed.</param>
/// <param name="running">Receives which checks run.</param>
internal sealed class PipelineEvents(PipelineDispatcher dispatcher, PSCmdlet cmdlet, bool force, Action crashed, RunningChecks running) : IRunEvents
{
    // A confirmed question is not asked again when a check is repeated. Read and written on the pipeline's thread alone.
    private readonly HashSet<Question> _allowed = [];

    public void Verbose(string line) => dispatcher.Post(() => cmdlet.WriteVerbose(line));

    public async Task<Approval> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<Approval>(TaskCreationOptions.RunContinuationsAsynchronously);
        dispatcher.Post(() => answer.SetResult(Ask(question)));
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void CheckCrashed(string check, string? registry, Exception exception)
    {
        // Composed here, where the secrets that the message may repeat are known.
        string message = MessageFormat.Format(Messages.CheckCrashed, check, exception.GetType().Name, UntrustedText.Clean(exception.Message));
        var report = new CrashReport(exception);
        dispatcher.Post(() =>
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
