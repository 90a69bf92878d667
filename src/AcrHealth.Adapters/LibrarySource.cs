using AcrHealth.Identity;
using Azure.Core;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>A source of identities that Azure.Identity implements, by itself, so that each failure is known to be that source's.</summary>
/// <param name="Source">Its name in Azure.Identity.</param>
/// <param name="Create">Makes the credential; what it throws is a failure of the source.</param>
internal sealed record LibrarySource(string Source, Func<TokenCredential> Create)
{
    private static readonly string[] InOrder = [SignInSource.EnvironmentVariables, SignInSource.WorkloadIdentity, SignInSource.ManagedIdentity];

    /// <summary>The sources of the default chain, in its order.</summary>
    public static IEnumerable<LibrarySource> Default(EntraTokenRequest request, SignInTransport transport) =>
        InOrder.Select(source => new LibrarySource(source, () => One(source, request, transport)));

    /// <summary>The user-assigned managed identity with a client id.</summary>
    public static LibrarySource ManagedIdentity(string clientId, SignInTransport transport) => new(SignInSource.ManagedIdentity, () =>
    {
        var options = new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(clientId));
        transport.Use(options);
        return new ManagedIdentityCredential(options);
    });

    // The chain of one keeps what the library does for its chain alone: it looks for the metadata service of a virtual machine for a moment only.
    private static DefaultAzureCredential One(string source, EntraTokenRequest request, SignInTransport transport)
    {
        if (source != SignInSource.ManagedIdentity)
        {
            SignInFiles.Check();
        }

        var options = new DefaultAzureCredentialOptions
        {
            AuthorityHost = request.AuthorityHost,
            DisableInstanceDiscovery = !request.IsKnownAuthority,
            ExcludeEnvironmentCredential = source != SignInSource.EnvironmentVariables,
            ExcludeWorkloadIdentityCredential = source != SignInSource.WorkloadIdentity,
            ExcludeManagedIdentityCredential = source != SignInSource.ManagedIdentity,
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
