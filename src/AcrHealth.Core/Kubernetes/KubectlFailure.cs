namespace AcrHealth.Kubernetes;

/// <summary>Why kubectl gave no answer.</summary>
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

    /// <summary>The login may not do this.</summary>
    Forbidden,

    /// <summary>The object does not exist.</summary>
    NotFound,

    /// <summary>The list changed while it was read page by page (HTTP 410).</summary>
    Expired,

    /// <summary>The answer has more than is read of one.</summary>
    TooLong,

    /// <summary>There was no answer in time.</summary>
    TimedOut,

    /// <summary>The answer is not what the Kubernetes API gives.</summary>
    Unreadable,

    /// <summary>Anything else, such as a policy that rejects an object.</summary>
    Other,
}
