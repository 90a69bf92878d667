using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Commands;

/// <summary>Tells the pipeline what a run tells, on the pipeline's thread.</summary>
internal sealed class PipelineEvents(Mailbox mailbox, PSCmdlet cmdlet, bool force) : IRunEvents
{
    // Who has said yes is not asked again when a check is repeated. Read and written on the pipeline's thread alone.
    private readonly HashSet<Question> _allowed = [];

    public void Verbose(string line) => mailbox.Post(() => cmdlet.WriteVerbose(line));

    public async Task<Approval> AskAsync(Question question, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<Approval>(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.Post(() => answer.SetResult(Ask(question)));
        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public void CheckCrashed(string check, string? registry, Exception exception) => mailbox.Post(() => cmdlet.WriteError(new(
        new InvalidOperationException(CheckOutcome.Format(Messages.CheckCrashed, check, exception.GetType().Name, exception.Message), exception),
        "CheckCrashed",
        ErrorCategory.NotSpecified,
        registry)));

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
