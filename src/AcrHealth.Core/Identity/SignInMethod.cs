using System.Net;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>The caller's choice of how to sign in to registries.</summary>
internal abstract record SignInMethod
{
    public static readonly SignInMethod Default = new Entra(null, null);

    /// <summary>Masks the secrets that the caller gave in all texts of the current session.</summary>
    public virtual void Protect()
    {
    }

    /// <summary>Through Microsoft Entra ID, with an identity that this machine has.</summary>
    /// <param name="TenantId">The tenant to sign in to; null for the identity's own.</param>
    /// <param name="ManagedIdentityClientId">The user-assigned managed identity to use, and no other; null for the default chain.</param>
    public sealed record Entra(string? TenantId, string? ManagedIdentityClientId) : SignInMethod;

    /// <summary>With an Entra token that the caller gives.</summary>
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

    /// <summary>With the user name and password that another source provides for each registry.</summary>
    public abstract record Provided : SignInMethod;

    /// <summary>With the credential that the kubelet of this node gets from its credential provider.</summary>
    public sealed record Kubelet : Provided;

    /// <summary>With the login that a pull secret of Kubernetes has for the registry.</summary>
    /// <param name="Text">The secret, as it was given. Never shown.</param>
    /// <param name="Source">The origin of the secret, fit to be shown.</param>
    public sealed record PullSecret(string Text, string Source) : Provided
    {
        public override string ToString() => nameof(PullSecret);
    }

    /// <summary>Without signing in.</summary>
    public sealed record Anonymous : SignInMethod;
}
