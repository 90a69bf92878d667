namespace AcrHealth.Model;

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
