using AcrHealth.Identity;
using Azure.Core;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>Signs in through Azure.Identity: the named managed identity, or the default chain without anything that asks a person.</summary>
internal sealed class EntraTokenSource : IEntraTokenSource
{
    // AADSTS500011: the tenant has no service principal for Azure Container Registry. Registries take Resource Manager's tokens, too.
    private const string UnknownResource = "AADSTS500011";

    public async Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellation)
    {
        using var transport = new TrustedTransport(request.AuthorityHost, request.CertificateAuthorities);
        TokenCredential? credential = null;
        try
        {
            // Even making it fails, where a variable or a tenant is malformed.
            credential = Create(request, transport);
            AccessToken token = await AcquireAsync(credential, request, cancellation).ConfigureAwait(false);
            return new(token.Token, token.ExpiresOn, SourceOf(credential));
        }
        catch (Exception exception) when (exception is AuthenticationFailedException or ArgumentException or InvalidOperationException)
        {
            throw SignInFailure.Read(
                exception, credential is not null ? SourceOf(credential) : request.ManagedIdentityClientId is null ? nameof(DefaultAzureCredential) : nameof(ManagedIdentityCredential));
        }
    }

    private static async Task<AccessToken> AcquireAsync(TokenCredential credential, EntraTokenRequest request, CancellationToken cancellation)
    {
        try
        {
            return await credential.GetTokenAsync(Context(request, request.Scope), cancellation).ConfigureAwait(false);
        }
        catch (AuthenticationFailedException exception) when (exception.Message.Contains(UnknownResource, StringComparison.Ordinal))
        {
            return await credential.GetTokenAsync(Context(request, request.FallbackScope), cancellation).ConfigureAwait(false);
        }
    }

    private static TokenRequestContext Context(EntraTokenRequest request, string scope) => new([scope], tenantId: request.TenantId);

    private static TokenCredential Create(EntraTokenRequest request, TrustedTransport transport)
    {
        if (request.ManagedIdentityClientId is { } client)
        {
            var identity = new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(client));
            transport.Use(identity);
            return new ManagedIdentityCredential(identity);
        }

        var options = new DefaultAzureCredentialOptions
        {
            AuthorityHost = request.AuthorityHost,
            DisableInstanceDiscovery = !request.IsKnownAuthority,
            ExcludeInteractiveBrowserCredential = true,

            // These need a package with native parts that the module does without: they could only add noise to a failure.
            ExcludeBrokerCredential = true,
            ExcludeVisualStudioCodeCredential = true,
        };
        if (request.TenantId is { } tenant)
        {
            options.TenantId = tenant;
            options.AdditionallyAllowedTenants.Add(tenant);
        }

        transport.Use(options);
        return new DefaultAzureCredential(options);
    }

    private static string SourceOf(TokenCredential credential) => credential.GetType().Name;
}
