namespace AcrHealth.Containers;

/// <summary>What came of asking a credential helper. Holds no secret, and nothing of what the helper printed.</summary>
/// <param name="Trouble">What was wrong.</param>
/// <param name="Login">The login that it has for the registry; null where it has none, or there was trouble.</param>
/// <param name="ExitCode">Its exit code; null where it did not run to its end.</param>
internal sealed record HelperAnswer(HelperTrouble Trouble, StoredLogin? Login = null, int? ExitCode = null);

/// <summary>What can be wrong with a credential helper.</summary>
internal enum HelperTrouble
{
    None,

    /// <summary>No program of its name is on the PATH, or what is there cannot be run.</summary>
    Missing,

    /// <summary>What the configuration gives is no part of a program's name.</summary>
    BadName,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It did not end in its time.</summary>
    TimedOut,

    /// <summary>It answered with something else than a login.</summary>
    Unreadable,
}
