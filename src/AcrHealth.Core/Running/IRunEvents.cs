namespace AcrHealth.Running;

/// <summary>Receives the events of a run while it is in progress. Called from any thread.</summary>
internal interface IRunEvents
{
    /// <summary>Reports a step of the run, in a line without secrets and without control characters that a terminal would act on.</summary>
    void Verbose(string line);

    /// <summary>Asks for confirmation of a change to the machine or a registry; the answer gives the reason if the change is not approved.</summary>
    Task<Approval> AskAsync(Question question, CancellationToken cancellationToken);

    /// <summary>Reports an exception that a check should have handled.</summary>
    void CheckCrashed(string check, string? registry, Exception exception);

    /// <summary>Reports that a check has started, with its timeout.</summary>
    void CheckStarted(string check, string? registry, TimeSpan timeout)
    {
    }

    /// <summary>Reports that a check has finished.</summary>
    void CheckEnded(string check, string? registry)
    {
    }
}
