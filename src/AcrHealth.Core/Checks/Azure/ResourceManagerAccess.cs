using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Identity;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Azure;

/// <summary>Decides whether Resource Manager is asked about a registry, and with which token.</summary>
internal static class ResourceManagerAccess
{
    /// <summary>Whether the caller wants it asked, whatever else comes of the registry.</summary>
    public static bool IsWanted(HealthCheckOptions options, RegistryTarget? target) =>
        options.IncludeResourceManager || options.VirtualNetwork is not null || target?.ResourceId is not null
        || CheckCatalog.All.OfType<ResourceManagerCheck>().Any(check => options.AskedFor.Contains(check.Name));

    /// <summary>Whether the registry refused this machine or its identity in a way that Resource Manager may be able to explain.</summary>
    public static bool IsRefused(CheckContext context) =>
        !context.Options.StopOnFailure
        && ResourceManagerHost.MayKnow(context.Target)
        && context.Find(CredentialCheck.Token) is not null
        && (FirewallRefusal.Find(context) is not null
            || IsDenied(context.OutcomeOf(RefreshTokenCheck.CheckName)) || IsDenied(context.OutcomeOf(AccessTokenCheck.CheckName)));

    /// <summary>Whether a step of signing in ended because the registry would not have this identity.</summary>
    public static bool IsDenied(CheckOutcome? outcome) =>
        outcome is { Status: CheckStatus.Failed, Detail: HttpDetail { StatusCode: 401 or 403 } } && !FirewallRefusal.Is(outcome);

    /// <summary>A client with a token that is meant for Resource Manager; or why there is none.</summary>
    public static Task<(ResourceManagerClient? Client, TokenClaims Claims, string? Reason)> ConnectAsync(CheckContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.Session, context.Target, cancellationToken);

    /// <summary>The same before a registry's checks have begun.</summary>
    public static async Task<(ResourceManagerClient? Client, TokenClaims Claims, string? Reason)> ConnectAsync(
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
