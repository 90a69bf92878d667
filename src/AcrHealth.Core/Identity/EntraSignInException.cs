namespace AcrHealth.Identity;

/// <summary>No identity could be signed in. The texts are those of Azure.Identity, unchanged.</summary>
internal sealed class EntraSignInException : Exception
{
    public EntraSignInException(string message, IReadOnlyList<SignInSourceFailure> attempts)
        : base(message)
    {
        Attempts = attempts;
    }

    /// <summary>The failure of each source of identities, in the order in which they were tried.</summary>
    public IReadOnlyList<SignInSourceFailure> Attempts { get; }
}
