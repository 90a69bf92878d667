namespace AcrHealth.Details;

/// <summary>What one source of identities said when it was asked for a token.</summary>
public sealed class SignInAttempt
{
    /// <summary>The kind of credential, by its name in Azure.Identity.</summary>
    public required string Source { get; init; }

    /// <summary>What it said, without secrets.</summary>
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Message}";
}
