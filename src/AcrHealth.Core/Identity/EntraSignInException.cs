namespace AcrHealth.Identity;

/// <summary>No identity could be signed in. The texts are Azure.Identity's, as they came.</summary>
internal sealed class EntraSignInException : Exception
{
    public EntraSignInException(string message, IReadOnlyList<SignInSourceFailure> attempts)
        : base(message)
    {
        Attempts = attempts;
    }

    /// <summary>What each source of identities said, in the order in which they were asked.</summary>
    public IReadOnlyList<SignInSourceFailure> Attempts { get; }
}
