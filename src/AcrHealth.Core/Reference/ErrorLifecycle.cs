namespace AcrHealth;

/// <summary>Whether an error code is still in use.</summary>
public enum ErrorLifecycle
{
    /// <summary>The condition that the code describes still exists.</summary>
    Current,

    /// <summary>The service no longer has the condition that the code describes; the entry remains for readers of old logs.</summary>
    Retired,
}
