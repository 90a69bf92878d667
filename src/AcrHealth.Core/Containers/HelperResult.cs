namespace AcrHealth.Containers;

/// <summary>What came of asking a credential helper. Holds no secret, and nothing of what the helper printed.</summary>
/// <param name="Trouble">What was wrong.</param>
/// <param name="Login">The login that it has for the registry; null if it has none, or there was trouble.</param>
/// <param name="ExitCode">Its exit code; null if it did not run to its end.</param>
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

/// <summary>What can be wrong with a credential helper.</summary>
internal enum HelperProblem
{
    None,

    /// <summary>No program of its name is on the PATH.</summary>
    Missing,

    /// <summary>The program cannot be started, or may not be.</summary>
    NotStarted,

    /// <summary>What the configuration gives is not part of a program's name.</summary>
    BadName,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It did not end in its time.</summary>
    TimedOut,

    /// <summary>It ended well and printed nothing.</summary>
    Silent,

    /// <summary>It answered with something else than a login.</summary>
    Unreadable,
}
