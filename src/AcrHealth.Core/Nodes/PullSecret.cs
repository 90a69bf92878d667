namespace AcrHealth.Nodes;

/// <summary>A pull secret, as the kubelet reads it.</summary>
/// <param name="Name">The secret's name; null if it is not known.</param>
/// <param name="Logins">The logins by their key.</param>
internal sealed record PullSecret(string? Name, IReadOnlyDictionary<string, PullSecretLogin> Logins);

/// <summary>A login in a pull secret. Never shown.</summary>
/// <param name="UserName">The user name; empty if there is none.</param>
/// <param name="Password">The password; empty if there is none.</param>
/// <param name="HasIdentityToken">Whether it has an identity token, which docker uses and the kubelet does not.</param>
internal sealed record PullSecretLogin(string UserName, string Password, bool HasIdentityToken)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(PullSecretLogin);
}

/// <summary>The reason why the kubelet does not use a pull secret.</summary>
internal enum PullSecretProblem
{
    Unreadable,
    WrongType,
    EntryBroken,
}

/// <summary>The kubelet does not use a pull secret; the exception says why.</summary>
/// <param name="problem">The problem.</param>
/// <param name="subject">The subject of the problem, fit to be shown: a place in the text, a type, or a key.</param>
internal sealed class PullSecretException(PullSecretProblem problem, string subject) : Exception(subject)
{
    public PullSecretProblem Problem => problem;
}
