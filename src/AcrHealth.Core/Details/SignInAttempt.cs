namespace AcrHealth.Details;

/// <summary>The error of one source of identities that was asked for a token.</summary>
public sealed class SignInAttempt
{
    /// <summary>The kind of credential, by its name in Azure.Identity.</summary>
    public required string Source { get; init; }

    /// <summary>The error message, without secrets.</summary>
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Message}";
}
