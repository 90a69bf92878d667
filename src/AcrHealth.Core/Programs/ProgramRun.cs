namespace AcrHealth.Programs;

/// <summary>What a program said, and how it ended.</summary>
/// <param name="ExitCode">Its exit code; null where it could not be started or was ended.</param>
/// <param name="Output">The beginning of its standard output, as it came.</param>
/// <param name="Error">The end of its standard error, as it came: what a program says last is why it failed.</param>
/// <param name="StartFailure">Why the operating system could not start it; null where it did.</param>
/// <param name="TimedOut">Whether it was ended because its time was up.</param>
/// <param name="Duration">How long it ran.</param>
internal sealed record ProgramRun(int? ExitCode, string Output, string Error, string? StartFailure, bool TimedOut, TimeSpan Duration)
{
    /// <summary>Whether the standard output was longer than what is kept of it.</summary>
    public bool IsOutputCut { get; init; }

    public bool Succeeded => ExitCode == 0;
}
