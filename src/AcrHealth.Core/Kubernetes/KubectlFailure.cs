namespace AcrHealth.Kubernetes;

/// <summary>The reason why kubectl returned no response.</summary>
internal enum KubectlFailure
{
    /// <summary>kubectl is not on the PATH, or cannot be started.</summary>
    NoProgram,

    /// <summary>No cluster is configured, or the context does not exist.</summary>
    NotConfigured,

    /// <summary>The API server could not be reached.</summary>
    Unreachable,

    /// <summary>The API server did not accept the login.</summary>
    Unauthorized,

    /// <summary>The login lacks the permission.</summary>
    Forbidden,

    /// <summary>The object does not exist.</summary>
    NotFound,

    /// <summary>The list changed while it was read page by page (HTTP 410).</summary>
    Expired,

    /// <summary>The response exceeds the limit for one response.</summary>
    TooLong,

    /// <summary>The response did not arrive in time.</summary>
    TimedOut,

    /// <summary>The response is not one of the Kubernetes API.</summary>
    Unreadable,

    /// <summary>Anything else, such as a policy that rejects an object.</summary>
    Other,
}
