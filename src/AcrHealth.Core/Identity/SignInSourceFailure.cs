using AcrHealth.Model;

namespace AcrHealth.Identity;

/// <summary>The reason why one source of identities gave no token.</summary>
/// <param name="Source">The source, by its name in Azure.Identity.</param>
/// <param name="Message">Its message, unchanged.</param>
internal sealed record SignInSourceFailure(string Source, string Message)
{
    /// <summary>The failure of the program that the source runs; null if it runs none.</summary>
    public SignInProgramFailure? Program { get; init; }

    /// <summary>Whether the source is not set up here, so that its failure needs no repair.</summary>
    public bool IsUnavailable { get; init; }

    /// <summary>The reason why the host that the source asked did not respond; null if it did, or none was asked.</summary>
    public SignInHostFailure? Host { get; init; }

    /// <summary>The status of the last response that the source received; null if it received none.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the source was still being asked when the sign-in timed out.</summary>
    public bool TimedOut { get; init; }
}

/// <summary>The failure of a program that signs in: it was not found, did not start, did not exit in time, or exited without a token.</summary>
/// <param name="Command">The program's name, such as "az".</param>
/// <param name="Absence">Why there is no program to run; <see cref="ProgramAbsence.None"/> where there is one.</param>
/// <param name="ExitCode">Its exit code; null if it was not started or was stopped.</param>
/// <param name="Error">The end of its standard error, in one line. Its standard output may hold a token and is not kept.</param>
/// <param name="StartFailure">Why the operating system could not start it; null if it did.</param>
/// <param name="TimedOut">Whether it was stopped because it timed out.</param>
/// <param name="Duration">The time that it ran.</param>
internal sealed record SignInProgramFailure(
    string Command, ProgramAbsence Absence, int? ExitCode, string Error, string? StartFailure, bool TimedOut, TimeSpan Duration);
