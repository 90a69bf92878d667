using AcrHealth.Model;

namespace AcrHealth.Programs;

/// <summary>Finds programs as a shell does, except that the current directory is never searched.</summary>
internal static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly string[] DefaultExtensions = [".COM", ".EXE", ".BAT", ".CMD"];

    /// <summary>Returns the program's full path, or the reason why there is none.</summary>
    public static ProgramLookup Find(string command)
    {
        if (Path.IsPathFullyQualified(command))
        {
            return Choose([command]);
        }

        if (command.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            return new(null, null, ProgramAbsence.RelativePath);
        }

        string[] directories = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Choose(directories.Select(directory => directory.Trim('"')).Where(Path.IsPathFullyQualified).Select(directory => Path.Combine(directory, command)));
    }

    private static ProgramLookup Choose(IEnumerable<string> candidates)
    {
        ProgramLookup? unfit = null;
        foreach (string candidate in candidates.SelectMany(WithExtensions))
        {
            if (Directory.Exists(candidate))
            {
                unfit ??= new(null, candidate, ProgramAbsence.Directory);
            }
            else if (File.Exists(candidate) && !IsBrokenLink(candidate))
            {
                if (IsExecutable(candidate))
                {
                    return new(candidate, null, ProgramAbsence.None);
                }

                unfit ??= new(null, candidate, ProgramAbsence.NotExecutable);
            }
        }

        return unfit ?? new(null, null, ProgramAbsence.NotFound);
    }

    private static IEnumerable<string> WithExtensions(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            return [path];
        }

        string[] extensions = Environment.GetEnvironmentVariable("PATHEXT") is { Length: > 0 } variable
            ? variable.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : DefaultExtensions;
        return Path.HasExtension(path) && extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? [path]
            : extensions.Select(extension => path + extension);
    }

    // Uninstalling a program often leaves its link behind, and a broken link passes for a file.
    private static bool IsBrokenLink(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: false };
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool IsExecutable(string path) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0;
}
