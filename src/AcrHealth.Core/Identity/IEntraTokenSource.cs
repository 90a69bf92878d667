using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Identity;

/// <summary>Signs identities in to Microsoft Entra ID.</summary>
internal interface IEntraTokenSource
{
    /// <exception cref="EntraSignInException">No identity could be signed in.</exception>
    Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellationToken);
}

/// <summary>What is asked of Microsoft Entra ID.</summary>
/// <param name="AuthorityHost">Where to sign in.</param>
/// <param name="IsKnownAuthority">Whether the host is one of a known cloud; others need instance discovery off.</param>
/// <param name="Scope">The scope to ask for first.</param>
/// <param name="FallbackScope">The scope to ask for where the tenant does not know the first.</param>
/// <param name="TenantId">The tenant; null for the identity's own.</param>
/// <param name="ManagedIdentityClientId">The user-assigned managed identity; null for the default chain.</param>
internal sealed record EntraTokenRequest(
    Uri AuthorityHost, bool IsKnownAuthority, string Scope, string FallbackScope, string? TenantId, string? ManagedIdentityClientId)
{
    /// <summary>Authorities that are trusted beside the system's: the session's own collection, so that its requests stay equal.</summary>
    public X509Certificate2Collection CertificateAuthorities { get; init; } = [];
}

/// <summary>A token of Microsoft Entra ID.</summary>
/// <param name="Value">The token. Never shown.</param>
/// <param name="ExpiresOn">When it ends.</param>
/// <param name="Source">Which kind of credential gave it, by its name in Azure.Identity; null for one that the caller brought.</param>
internal sealed record EntraToken(string Value, DateTimeOffset? ExpiresOn, string? Source)
{
    public override string ToString() => nameof(EntraToken);
}
