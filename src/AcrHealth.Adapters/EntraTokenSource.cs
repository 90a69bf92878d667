using AcrHealth.Identity;
using AcrHealth.Text;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>Signs in as the named managed identity, or by the default chain without anything that asks a person.</summary>
internal sealed class EntraTokenSource : IEntraTokenSource
{
    // A response with a token, or with a refusal, has a few KiB.
    private const long MaximumResponse = 1024 * 1024;

    public async Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellation)
    {
        using var transport = new TrustedTransport(request.AuthorityHost, request.CertificateAuthorities, MaximumResponse);
        SignInChain? chain = null;
        try
        {
            // Even making it fails, where a variable or a tenant is malformed.
            chain = Create(request, transport);
            EntraToken token = await chain.GetTokenAsync(request, cancellation).ConfigureAwait(false);
            SecretVault.Protect(token.Value);
            return token;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or EntraSignInException))
        {
            throw SignInFailure.Read(
                exception, chain?.LibrarySource ?? (request.ManagedIdentityClientId is null ? nameof(DefaultAzureCredential) : nameof(ManagedIdentityCredential)));
        }
    }

    private static SignInChain Create(EntraTokenRequest request, TrustedTransport transport)
    {
        if (request.ManagedIdentityClientId is { } client)
        {
            var identity = new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(client));
            transport.Use(identity);
            return SignInChain.Of(new ManagedIdentityCredential(identity));
        }

        if (request.TenantId is { } tenant && !tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
        {
            throw new ArgumentException(
                "Invalid tenant id provided. You can locate your tenant id by following the instructions listed here: https://learn.microsoft.com/partner-center/find-ids-and-domain-names");
        }

        return SignInChain.Default(() => Library(request, transport));
    }

    private static DefaultAzureCredential Library(EntraTokenRequest request, TrustedTransport transport)
    {
        SignInFiles.Check();
        var options = new DefaultAzureCredentialOptions
        {
            AuthorityHost = request.AuthorityHost,
            DisableInstanceDiscovery = !request.IsKnownAuthority,
            ExcludeInteractiveBrowserCredential = true,

            // These need a package with native parts that the module does without: they could only add noise to a failure.
            ExcludeBrokerCredential = true,
            ExcludeVisualStudioCodeCredential = true,

            // These run programs, which the chain does itself.
            ExcludeVisualStudioCredential = true,
            ExcludeAzureCliCredential = true,
            ExcludeAzurePowerShellCredential = true,
            ExcludeAzureDeveloperCliCredential = true,
        };
        if (request.TenantId is { } tenant)
        {
            options.TenantId = tenant;
            options.AdditionallyAllowedTenants.Add(tenant);
        }

        transport.Use(options);
        return new DefaultAzureCredential(options);
    }
}
