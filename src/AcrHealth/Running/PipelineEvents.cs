using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Commands;

/// <summary>Tells the pipeline what a run tells, on the pipeline's thread.</summary>
internal sealed class PipelineEvents(Mailbox mailbox, PSCmdlet cmdlet, bool force) : IRunEvents
{
    public void Verbose(string line) => mailbox.Post(() => cmdlet.WriteVerbose(line));

    public async Task<Approval> AskAsync(Question question, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<Approval>(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.Post(() => answer.SetResult(ChangeQuestion.Ask(cmdlet, force, question)));
        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public void CheckCrashed(string check, string? registry, Exception exception) => mailbox.Post(() => cmdlet.WriteError(new(
        new InvalidOperationException(CheckOutcome.Format(Messages.CheckCrashed, check, exception.GetType().Name, exception.Message), exception),
        "CheckCrashed",
        ErrorCategory.NotSpecified,
        registry)));
}
