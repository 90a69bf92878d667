using AcrHealth.Cli.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Cli.Running;

/// <summary>Reports the steps of a run on standard error, and asks on the terminal before something is changed.</summary>
/// <param name="verbose">Whether steps are reported.</param>
/// <param name="quiet">Whether nothing is shown.</param>
/// <param name="force">Whether changes are approved without a question.</param>
/// <param name="whatIf">Whether nothing may be changed.</param>
internal sealed class ConsoleEvents(bool verbose, bool quiet, bool force, bool whatIf) : IRunEvents, IDisposable
{
    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly HashSet<Question> _approved = [];

    /// <summary>Whether a check crashed, so that it is unknown whether it would have passed.</summary>
    public bool HasCrashed { get; private set; }

    /// <summary>The progress of the run, which steps take the place of.</summary>
    public ProgressLine Progress { get; } = new(wanted: !verbose && !quiet);

    public void CheckStarted(string check, string? registry, TimeSpan timeout) => Progress.Running.Begin(check, registry, timeout);

    public void CheckEnded(string check, string? registry) => Progress.Running.End(check, registry);

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

    public void Dispose()
    {
        Progress.Dispose();
        _asking.Dispose();
    }

    private async Task<Approval> AskOnTerminalAsync(Question question, CancellationToken cancellationToken)
    {
        using IDisposable _ = Progress.Pause();
        if (!await TerminalQuestion.AskAsync(question.Text, cancellationToken).ConfigureAwait(false))
        {
            return Approval.Declined;
        }

        _approved.Add(question);
        return Approval.Given;
    }
}
