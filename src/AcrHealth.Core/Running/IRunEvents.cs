namespace AcrHealth.Running;

/// <summary>What a run tells while it goes on. Called from any thread.</summary>
internal interface IRunEvents
{
    /// <summary>Tells a step of the story. Free of secrets, and of anything that a terminal would act on.</summary>
    void Verbose(string line);

    /// <summary>Asks whether something that changes the machine or a registry may be done; the answer says why where it may not.</summary>
    Task<Approval> AskAsync(Question question, CancellationToken cancellationToken);

    /// <summary>Tells of an exception that no check should let out.</summary>
    void CheckCrashed(string check, string? registry, Exception exception);

    /// <summary>A check has begun, and may take so long.</summary>
    void CheckStarted(string check, string? registry, TimeSpan timeout)
    {
    }

    /// <summary>A check that has begun has ended.</summary>
    void CheckEnded(string check, string? registry)
    {
    }
}
