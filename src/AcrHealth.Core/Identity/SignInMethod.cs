using System.Net;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>How the caller wants to sign in to registries.</summary>
internal abstract record SignInMethod
{
    public static readonly SignInMethod Default = new Entra(null, null);

    /// <summary>Keeps the secrets that the caller gave out of all texts of the current session.</summary>
    public virtual void Protect()
    {
    }

    /// <summary>Through Microsoft Entra ID, with an identity that this machine has.</summary>
    /// <param name="TenantId">The tenant to sign in to; null for the identity's own.</param>
    /// <param name="ManagedIdentityClientId">The user-assigned managed identity to use, and no other; null for the default chain.</param>
    public sealed record Entra(string? TenantId, string? ManagedIdentityClientId) : SignInMethod;

    /// <summary>With an Entra token that the caller brings.</summary>
    public sealed record Token(string Value, string? TenantId) : SignInMethod
    {
        public override void Protect() => SecretVault.Protect(Value);

        public override string ToString() => nameof(Token);
    }

    /// <summary>With a registry's own user name and password: admin user or repository-scoped token.</summary>
    public sealed record Password(NetworkCredential Credential) : SignInMethod
    {
        public override void Protect() => SecretVault.ProtectLogin(Credential.UserName, Credential.Password);

        public override string ToString() => nameof(Password);
    }

    /// <summary>Not at all.</summary>
    public sealed record Anonymous : SignInMethod;
}
