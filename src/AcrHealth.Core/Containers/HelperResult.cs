namespace AcrHealth.Containers;

/// <summary>The result of asking a credential helper. Holds no secret, and none of the helper's output.</summary>
/// <param name="Trouble">The kind of problem.</param>
/// <param name="Login">The login that it has for the registry; null if it has none, or failed.</param>
/// <param name="ExitCode">Its exit code; null if it did not exit by itself.</param>
internal sealed record HelperResult(HelperProblem Trouble, StoredLogin? Login = null, int? ExitCode = null)
{
    /// <summary>Why it failed, if it gave a reason that is known.</summary>
    public HelperFailureCause Cause { get; init; }

    /// <summary>The program that it needs and did not find; null if it named none.</summary>
    public string? NeededProgram { get; init; }

    /// <summary>Why the system could not start it; null if it could.</summary>
    public string? StartFailure { get; init; }

    /// <summary>The other names under which it has a login for the same registry.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];
}

/// <summary>The problems that a credential helper can have.</summary>
internal enum HelperProblem
{
    None,

    /// <summary>No program of its name is on the PATH.</summary>
    Missing,

    /// <summary>The program cannot be started, or may not be.</summary>
    NotStarted,

    /// <summary>The configured value cannot be part of a program's name.</summary>
    BadName,

    /// <summary>It exited with an error.</summary>
    Failed,

    /// <summary>It timed out.</summary>
    TimedOut,

    /// <summary>It exited without an error and printed nothing.</summary>
    Silent,

    /// <summary>It answered with something other than a login.</summary>
    Unreadable,
}
