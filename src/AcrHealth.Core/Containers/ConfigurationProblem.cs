namespace AcrHealth.Containers;

/// <summary>Why a client's configuration cannot be read, without anything that stands in it but the names of registries.</summary>
/// <param name="Trouble">What is wrong.</param>
/// <param name="Place">Where: line and column, the key of an entry, or the system's reason; null if there is nothing to add.</param>
internal sealed record ConfigurationProblem(ConfigurationProblemKind Trouble, string? Place = null);

/// <summary>What can be wrong with a client's configuration.</summary>
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
