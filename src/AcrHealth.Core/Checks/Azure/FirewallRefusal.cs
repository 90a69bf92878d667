using System.Net;
using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Reference;
using AcrHealth.Running;

namespace AcrHealth.Checks.Azure;

/// <summary>Recognizes that a registry's firewall refused this machine: usually at the challenge, but possibly at any later step.</summary>
internal static class FirewallRefusal
{
    private const int Forbidden = 403;
    private const string Help = "aka.ms/acr/firewall";

    /// <summary>The steps at which the firewall may refuse, in their order.</summary>
    public static readonly string[] Steps = [ChallengeCheck.CheckName, RefreshTokenCheck.CheckName, AccessTokenCheck.CheckName, RegistryApiCheck.CheckName];

    /// <summary>The first step that the firewall refused; null if there is none.</summary>
    public static CheckOutcome? Find(CheckContext context) => Steps.Select(context.OutcomeOf).FirstOrDefault(Is);

    /// <summary>Whether a step failed because of the firewall.</summary>
    public static bool Is(CheckOutcome? outcome) =>

        // At the challenge no identity has signed in yet, so that a 403 cannot be about the caller.
        outcome is { Status: CheckStatus.Failed }
        && (outcome.ErrorCode == ErrorCodes.Forbidden
            || (outcome.Detail is HttpDetail { StatusCode: Forbidden, RegistryErrorMessage: { } message }
                && (AddressIn(outcome) is not null || message.Contains(Help, StringComparison.OrdinalIgnoreCase))));

    /// <summary>The address from which the registry saw this machine; null if it named none.</summary>
    public static IPAddress? AddressIn(CheckOutcome? outcome) => RefusedAddress.Find((outcome?.Detail as HttpDetail)?.RegistryErrorMessage);
}
