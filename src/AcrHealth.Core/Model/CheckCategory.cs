namespace AcrHealth;

/// <summary>What a check, or an error, is about.</summary>
public enum CheckCategory
{
    /// <summary>This machine: its container client, its engine, its Helm.</summary>
    Environment,

    /// <summary>One registry, as seen from this machine.</summary>
    Registry,
}
