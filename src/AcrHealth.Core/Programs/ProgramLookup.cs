using AcrHealth.Model;

namespace AcrHealth.Programs;

/// <summary>What the search for a program found.</summary>
/// <param name="Path">The program's full path; null where none can be run.</param>
/// <param name="Unfit">The path of what has the right name but cannot be run.</param>
/// <param name="Absence">Why there is no program.</param>
internal sealed record ProgramLookup(string? Path, string? Unfit, ProgramAbsence Absence);
