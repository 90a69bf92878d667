namespace AcrHealth.Waiting;

/// <summary>The reason why a wait ended.</summary>
internal enum WaitEnd
{
    /// <summary>No check fails any more.</summary>
    Healthy,

    /// <summary>Checks still fail, and the time is up.</summary>
    TimeUp,

    /// <summary>A check has failed permanently, so that waiting cannot help.</summary>
    PermanentFailure,
}
