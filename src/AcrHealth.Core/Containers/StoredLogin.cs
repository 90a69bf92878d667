using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>A login that a container client has stored for a registry. The secret is read but not kept.</summary>
/// <param name="User">The user name as it may be shown; null if a token identifies the user.</param>
/// <param name="IsToken">Whether it is a registry's refresh token, which expires, rather than a password.</param>
/// <param name="ExpiresOn">The time at which it expires; null if that is not known.</param>
internal sealed record StoredLogin(string? User, bool IsToken, DateTimeOffset? ExpiresOn)
{
    /// <summary>The user name with which Azure's registries accept a refresh token as the password.</summary>
    public const string TokenUser = "00000000-0000-0000-0000-000000000000";

    private const int UserLength = 100;

    // The user name with which docker hands such a token to its credential helpers.
    private const string HelperTokenUser = "<token>";

    /// <summary>The login that a user name and a secret make; null if there is no secret.</summary>
    public static StoredLogin? Of(string? user, string? secret)
    {
        SecretVault.ProtectLogin(user, secret);
        return string.IsNullOrEmpty(secret) ? null : user is null or "" or TokenUser or HelperTokenUser
            ? new(null, true, TokenClaims.Read(secret).ExpiresOn)
            : new(UntrustedText.Clean(user, UserLength), false, TokenClaims.Read(secret).ExpiresOn);
    }
}
