using AcrHealth.Identity;
using Azure.Core;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>A source of identities that Azure.Identity implements, used alone, so that each failure is known to be that source's.</summary>
/// <param name="Source">Its name in Azure.Identity.</param>
/// <param name="Create">Creates the credential; an exception counts as a failure of the source.</param>
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

    // A chain with one source keeps the library's behavior for chains: it looks for the metadata service of a virtual machine only briefly.
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
