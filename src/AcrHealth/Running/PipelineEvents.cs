using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Commands;

/// <summary>Tells the pipeline what a run tells, on the pipeline's thread.</summary>
internal sealed class PipelineEvents(Mailbox mailbox, PSCmdlet cmdlet, bool force) : IRunEvents
{
    // Who has said yes is not asked again when a check is repeated. Read and written on the pipeline's thread alone.
    private readonly HashSet<(string Action, string Target)> _allowed = [];

    public void Verbose(string line) => mailbox.Post(() => cmdlet.WriteVerbose(line));

    public async Task<Approval> AskAsync(string action, string target, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<Approval>(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.Post(() => answer.SetResult(Ask(action, target)));
        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public void CheckCrashed(string check, string? registry, Exception exception) => mailbox.Post(() => cmdlet.WriteError(new(
        new InvalidOperationException(CheckOutcome.Format(Messages.CheckCrashed, check, exception.GetType().Name, exception.Message), exception),
        "CheckCrashed",
        ErrorCategory.NotSpecified,
        registry)));

    private Approval Ask(string action, string target)
    {
        if (_allowed.Contains((action, target)))
        {
            return Approval.Given;
        }

        Approval answer = PullQuestion.Ask(cmdlet, force, action, target);
        if (answer == Approval.Given)
        {
            _allowed.Add((action, target));
        }

        return answer;
    }
}
