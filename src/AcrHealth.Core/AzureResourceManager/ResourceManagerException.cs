namespace AcrHealth.AzureResourceManager;

/// <summary>Azure Resource Manager did not return the requested facts; the message says why, in the session's language.</summary>
internal sealed class ResourceManagerException(ResourceManagerProblem problem, string message) : Exception(message)
{
    public ResourceManagerProblem Problem { get; } = problem;
}

internal enum ResourceManagerProblem
{
    /// <summary>The response was missing, late or incomplete.</summary>
    Unreachable,

    /// <summary>The identity may not read it.</summary>
    Denied,

    NotFound,

    Throttled,

    /// <summary>This cloud does not have the version of the API.</summary>
    UnknownVersion,

    /// <summary>The responding server is not Resource Manager, or it failed.</summary>
    Unusable,
}
