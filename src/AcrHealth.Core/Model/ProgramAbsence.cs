namespace AcrHealth.Model;

/// <summary>The reason why a program cannot be run.</summary>
internal enum ProgramAbsence
{
    None,
    NotFound,
    NotExecutable,
    Directory,

    /// <summary>The command is a path relative to the current directory, from which no program is run.</summary>
    RelativePath,
}
