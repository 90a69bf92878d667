using AcrHealth.Cli.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Cli.Running;

/// <summary>Reports the steps of a run on standard error, and asks on the terminal before something is changed.</summary>
/// <param name="verbose">Whether steps are reported.</param>
/// <param name="force">Whether changes are approved without a question.</param>
/// <param name="whatIf">Whether nothing may be changed.</param>
internal sealed class ConsoleEvents(bool verbose, bool force, bool whatIf) : IRunEvents, IDisposable
{
    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly HashSet<Question> _approved = [];

    /// <summary>Whether a check crashed, so that it is unknown whether it would have passed.</summary>
    public bool HasCrashed { get; private set; }

    public void Verbose(string line)
    {
        if (verbose)
        {
            Console.Error.WriteLine(line);
        }
    }

    public async Task<Approval> AskAsync(Question question, CancellationToken cancellationToken)
    {
        if (whatIf)
        {
            return Approval.WhatIf;
        }

        if (force)
        {
            return Approval.Given;
        }

        if (!TerminalQuestion.CanAsk)
        {
            return Approval.CannotAsk;
        }

        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _approved.Contains(question) ? Approval.Given : await AskOnTerminalAsync(question, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }
    }

    public void CheckCrashed(string check, string? registry, Exception exception)
    {
        HasCrashed = true;
        Console.Error.WriteLine(MessageFormat.Format(Texts.CheckCrashed, check, registry ?? Environment.MachineName, exception.GetType().Name, UntrustedText.Clean(exception.Message)));
    }

    public void Dispose() => _asking.Dispose();

    private async Task<Approval> AskOnTerminalAsync(Question question, CancellationToken cancellationToken)
    {
        if (!await TerminalQuestion.AskAsync(question.Text, cancellationToken).ConfigureAwait(false))
        {
            return Approval.Declined;
        }

        _approved.Add(question);
        return Approval.Given;
    }
}
