namespace AcrHealth;

/// <summary>Whether an error code is still given.</summary>
public enum ErrorLifecycle
{
    /// <summary>What the code stands for still exists.</summary>
    Current,

    /// <summary>What the code stands for has gone from the service; the entry is kept for those who meet the code in old logs.</summary>
    Retired,
}
