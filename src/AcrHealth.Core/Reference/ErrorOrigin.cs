namespace AcrHealth;

/// <summary>The origin of an error code.</summary>
public enum ErrorOrigin
{
    /// <summary>The error reference that was published with <c>az acr check-health</c> in July 2019.</summary>
    Reference2019,

    /// <summary>A code that was added to <c>az acr check-health</c> after that.</summary>
    LaterReference,

    /// <summary>A code that only this module has.</summary>
    AcrHealth,
}
