using System.Net;
using AcrHealth.Containers;
using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Nodes;

/// <summary>A user name and password that the kubelet attaches to pulls from a registry. Never shown.</summary>
/// <param name="UserName">The user name.</param>
/// <param name="Password">The password, or a token.</param>
/// <param name="Source">The check that got it.</param>
internal sealed record NodeCredential(string UserName, string Password, string Source)
{
    private const int UserNameLength = 100;

    /// <summary>The user name as it may be shown.</summary>
    public string ShownUserName => UserName.Length == 0 ? "-" : UntrustedText.Clean(UserName, UserNameLength);

    /// <summary>Whether it is a registry's refresh token, which lasts three hours at most.</summary>
    public bool IsRefreshToken => UserName is "" or StoredLogin.TokenUser;

    /// <summary>The time at which it expires; null for a password.</summary>
    public DateTimeOffset? ExpiresOn { get; } = TokenClaims.Read(Password).ExpiresOn;

    /// <summary>The same as a way to sign in.</summary>
    public SignInMethod.Password ToSignIn() => new(new NetworkCredential(UserName, Password));

    /// <inheritdoc/>
    public override string ToString() => nameof(NodeCredential);
}
