using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Identity;

/// <summary>Signs identities in to Microsoft Entra ID.</summary>
internal interface IEntraTokenSource
{
    /// <exception cref="EntraSignInException">No identity could be signed in.</exception>
    Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellationToken);
}

/// <summary>A request for a token of Microsoft Entra ID.</summary>
/// <param name="AuthorityHost">The host to sign in at.</param>
/// <param name="IsKnownAuthority">Whether the host is one of a known cloud; others need instance discovery off.</param>
/// <param name="Scope">The scope to request first.</param>
/// <param name="FallbackScope">The scope to request if the tenant does not know the first.</param>
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
/// <param name="ExpiresOn">The time at which it expires.</param>
/// <param name="Source">The kind of credential that gave it, by its name in Azure.Identity; null for a token that the caller gave.</param>
internal sealed record EntraToken(string Value, DateTimeOffset? ExpiresOn, string? Source)
{
    public override string ToString() => nameof(EntraToken);
}
