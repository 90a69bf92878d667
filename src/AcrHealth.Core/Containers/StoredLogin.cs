using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>A login that a container client has stored for a registry, without its secret: that is looked at and dropped.</summary>
/// <param name="User">The user name as it may be shown; null where a token tells who it is.</param>
/// <param name="IsToken">Whether it is a registry's refresh token, which ends, rather than a password.</param>
/// <param name="ExpiresOn">When it ends; null where that cannot be told.</param>
internal sealed record StoredLogin(string? User, bool IsToken, DateTimeOffset? ExpiresOn)
{
    private const int UserLength = 100;

    // The user name with which Azure's registries take a refresh token for a password.
    private const string TokenUser = "00000000-0000-0000-0000-000000000000";

    // The user name with which docker hands such a token to its credential helpers.
    private const string HelperTokenUser = "<token>";

    /// <summary>The login that a user name and a secret make; null where there is no secret.</summary>
    public static StoredLogin? Of(string? user, string? secret)
    {
        SecretVault.ProtectLogin(user, secret);
        return string.IsNullOrEmpty(secret) ? null : user is null or "" or TokenUser or HelperTokenUser
            ? new(null, true, TokenClaims.Read(secret).ExpiresOn)
            : new(UntrustedText.Clean(user, UserLength), false, TokenClaims.Read(secret).ExpiresOn);
    }
}
