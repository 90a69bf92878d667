namespace AcrHealth.Programs;

/// <summary>The output of a program, and its outcome.</summary>
/// <param name="ExitCode">Its exit code; null if it could not be started or was terminated.</param>
/// <param name="Output">The beginning of its standard output, unchanged.</param>
/// <param name="Error">The end of its standard error, unchanged: the last lines of a program usually say why it failed.</param>
/// <param name="StartFailure">The reason why the operating system could not start it; null if it did.</param>
/// <param name="TimedOut">Whether it was terminated because its time was up.</param>
/// <param name="Duration">Its run time.</param>
internal sealed record ProgramRun(int? ExitCode, string Output, string Error, string? StartFailure, bool TimedOut, TimeSpan Duration)
{
    /// <summary>Whether the standard output was longer than the part that is kept.</summary>
    public bool IsOutputCut { get; init; }

    public bool Succeeded => ExitCode == 0;
}
