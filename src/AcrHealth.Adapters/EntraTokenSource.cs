using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Adapters;

/// <summary>Signs in as the named managed identity, or by the default chain without interactive sources.</summary>
internal sealed class EntraTokenSource : IEntraTokenSource
{
    // A response with a token, or with a refusal, has a few KiB.
    private const long MaximumResponse = 1024 * 1024;

    public async Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellationToken)
    {
        using var trust = new TrustedTransport(request.CertificateAuthorities, MaximumResponse);
        EntraToken token = await Chain(request, new(trust, new())).GetTokenAsync(request, cancellationToken).ConfigureAwait(false);
        SecretVault.Protect(token.Value);
        return token;
    }

    private static SignInChain Chain(EntraTokenRequest request, SignInTransport transport)
    {
        if (request.ManagedIdentityClientId is { } client)
        {
            return SignInChain.Of(LibrarySource.ManagedIdentity(client, transport), transport.Exchanges);
        }

        return request.TenantId is { } tenant && !IdentityVariables.IsTenant(tenant)
            ? throw new EntraSignInException($"The tenant '{tenant}' is not valid.", [])
            : SignInChain.Default(request, transport);
    }
}
