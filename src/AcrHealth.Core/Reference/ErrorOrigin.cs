namespace AcrHealth;

/// <summary>Where an error code comes from.</summary>
public enum ErrorOrigin
{
    /// <summary>The error reference that <c>az acr check-health</c> was published with, of July 2019.</summary>
    Reference2019,

    /// <summary>A code that came to <c>az acr check-health</c> after that.</summary>
    LaterReference,

    /// <summary>A code of this module's own.</summary>
    AcrHealth,
}
