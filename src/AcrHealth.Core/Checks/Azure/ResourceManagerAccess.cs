using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Checks.Azure;

/// <summary>Decides whether Resource Manager is queried about a registry.</summary>
internal static class ResourceManagerAccess
{
    /// <summary>Whether the caller requested the query, regardless of the other checks.</summary>
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

    /// <summary>Whether a step of the sign-in failed because the registry refused this identity.</summary>
    public static bool IsDenied(CheckOutcome? outcome) =>
        outcome is { Status: CheckStatus.Failed, Detail: HttpDetail { StatusCode: 401 or 403 } } && !FirewallRefusal.Is(outcome);
}
