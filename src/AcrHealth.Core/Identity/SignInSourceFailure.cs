using AcrHealth.Model;

namespace AcrHealth.Identity;

/// <summary>Why one source of identities gave no token.</summary>
/// <param name="Source">The source, by its name in Azure.Identity.</param>
/// <param name="Message">What it said, as it came.</param>
internal sealed record SignInSourceFailure(string Source, string Message)
{
    /// <summary>How the program failed that the source runs; null where it runs none.</summary>
    public SignInProgramFailure? Program { get; init; }

    /// <summary>Whether the source is not set up here, so that its failure is nothing to repair.</summary>
    public bool IsUnavailable { get; init; }

    /// <summary>Why the host that the source asked gave no answer; null where it did, or none was asked.</summary>
    public SignInHostFailure? Host { get; init; }

    /// <summary>The status of the last response that the source got; null where it got none.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the source was still being asked when the time was up.</summary>
    public bool TimedOut { get; init; }
}

/// <summary>How a program that signs in failed: it was not found, did not start, did not exit in time, or exited without a token.</summary>
/// <param name="Command">The program's name, such as "az".</param>
/// <param name="Absence">Why there is no program to run; <see cref="ProgramAbsence.None"/> where there is one.</param>
/// <param name="ExitCode">Its exit code; null where it was not started or was ended.</param>
/// <param name="Error">The end of what it wrote to standard error, in one line. What it wrote to standard output may hold a token and is not kept.</param>
/// <param name="StartFailure">Why the operating system could not start it; null where it did.</param>
/// <param name="TimedOut">Whether it was ended because its time was up.</param>
/// <param name="Duration">How long it ran.</param>
internal sealed record SignInProgramFailure(
    string Command, ProgramAbsence Absence, int? ExitCode, string Error, string? StartFailure, bool TimedOut, TimeSpan Duration);
