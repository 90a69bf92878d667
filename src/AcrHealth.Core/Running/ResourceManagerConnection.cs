using AcrHealth.AzureResourceManager;
using AcrHealth.Identity;
using AcrHealth.Resources;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Opens Resource Manager for a registry with a token of this run's identity.</summary>
internal static class ResourceManagerConnection
{
    /// <summary>Opens a client with a token for Resource Manager, or returns the reason why there is none.</summary>
    public static async Task<(ResourceManagerClient? Client, TokenClaims Claims, string? Reason)> OpenAsync(
        HealthCheckSession session, RegistryTarget target, CancellationToken cancellationToken)
    {
        HealthCheckOptions options = session.Options;
        ResourceManagerHost? host;
        try
        {
            host = ResourceManagerHost.For(options.Cloud, target);
        }
        catch (FormatException exception)
        {
            return (null, TokenClaims.None, MessageFormat.Format(Strings.ArmVariable, ResourceManagerHost.EndpointVariable, exception.Message));
        }

        if (host is null)
        {
            return (null, TokenClaims.None, MessageFormat.Format(
                Strings.ArmUnknownCloud, options.Cloud.Authority?.Host, CloudChoice.AuthorityVariable, ResourceManagerHost.EndpointVariable));
        }

        (string? token, string? reason) = options.SignIn switch
        {
            SignInMethod.Entra entra => await AcquireAsync(session, target, host, entra, cancellationToken).ConfigureAwait(false),
            SignInMethod.Token given when host.IsAudience(TokenClaims.Read(given.Value).Audience) => (given.Value, null),
            SignInMethod.Token => (null, MessageFormat.Format(Strings.ArmOtherAudience, host.Audiences[0])),
            _ => (null, Strings.ArmNoEntra),
        };
        return token is null
            ? (null, TokenClaims.None, reason)
            : (new(host, token, session.ResourceManager, options.CertificateAuthorities, line => session.Events.Verbose(line), options.Timeout), TokenClaims.Read(token), null);
    }

    private static async Task<(string? Token, string? Reason)> AcquireAsync(
        HealthCheckSession session, RegistryTarget target, ResourceManagerHost host, SignInMethod.Entra entra, CancellationToken cancellationToken)
    {
        HealthCheckOptions options = session.Options;
        Uri authority = options.Cloud.AuthorityFor(target);
        var request = new EntraTokenRequest(
            authority, AzureCloud.ByAuthority(authority) is not null, host.Scope, host.Scope, entra.TenantId, entra.ManagedIdentityClientId)
        {
            CertificateAuthorities = options.CertificateAuthorities,
        };
        try
        {
            return ((await session.AcquireTokenAsync(request, cancellationToken).ConfigureAwait(false)).Value, null);
        }
        catch (EntraSignInException exception)
        {
            return (null, MessageFormat.Format(Strings.ArmNoToken, host.Scope, UntrustedText.Clean(exception.Message, 200)));
        }
        catch (TimeoutException)
        {
            return (null, MessageFormat.Format(Strings.ArmNoTokenInTime, host.Scope));
        }
    }
}
