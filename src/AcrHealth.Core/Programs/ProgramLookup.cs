using AcrHealth.Model;

namespace AcrHealth.Programs;

/// <summary>The result of the search for a program.</summary>
/// <param name="Path">The program's full path; null if none can be run.</param>
/// <param name="Unfit">The path of a file that has the right name but cannot be run.</param>
/// <param name="Absence">The reason why there is no program.</param>
internal sealed record ProgramLookup(string? Path, string? Unfit, ProgramAbsence Absence);
