namespace AcrHealth.Containers;

/// <summary>The reason why a client's configuration cannot be read, with nothing of its content but the names of registries.</summary>
/// <param name="Trouble">The kind of problem.</param>
/// <param name="Place">The place: line and column, the key of an entry, or the system's reason; null if there is nothing to add.</param>
internal sealed record ConfigurationProblem(ConfigurationProblemKind Trouble, string? Place = null);

/// <summary>The problems that a client's configuration can have.</summary>
internal enum ConfigurationProblemKind
{
    /// <summary>This account may not read the file, or not enter its directory.</summary>
    Denied,

    /// <summary>It is not JSON, or not an object.</summary>
    NotJson,

    /// <summary>An entry under auths cannot be decoded.</summary>
    EntryBroken,

    /// <summary>The system could not read it, or it is no regular file, or longer than any configuration.</summary>
    Unreadable,
}
