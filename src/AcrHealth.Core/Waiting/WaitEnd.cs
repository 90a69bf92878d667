namespace AcrHealth.Waiting;

/// <summary>Why a wait ended.</summary>
internal enum WaitEnd
{
    /// <summary>No check fails any more.</summary>
    Healthy,

    /// <summary>Checks still fail, and time is up.</summary>
    TimeUp,

    /// <summary>A check fails that no waiting makes pass.</summary>
    PermanentFailure,
}
