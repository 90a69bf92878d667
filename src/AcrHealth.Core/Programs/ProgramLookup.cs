namespace AcrHealth.Programs;

/// <summary>What the search for a program found.</summary>
/// <param name="Path">The program's full path; null where none can be run.</param>
/// <param name="Unfit">The path of what has the right name but cannot be run.</param>
/// <param name="Absence">Why there is no program.</param>
internal sealed record ProgramLookup(string? Path, string? Unfit, ProgramAbsence Absence);

/// <summary>Why a program cannot be run.</summary>
internal enum ProgramAbsence
{
    None,
    NotFound,
    NotExecutable,
    Directory,

    /// <summary>The command is a path relative to the current directory, where nothing is run from.</summary>
    RelativePath,
}
