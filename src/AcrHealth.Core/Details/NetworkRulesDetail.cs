using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The rules for access to a registry over the public network, and the address from which the registry saw this machine connect.</summary>
public sealed class NetworkRulesDetail
{
    /// <summary>Enabled or Disabled; null if Resource Manager does not report it.</summary>
    public string? PublicNetworkAccess { get; init; }

    /// <summary>The action for addresses that match no rule: Allow or Deny; null if there are no rules.</summary>
    public string? DefaultAction { get; init; }

    /// <summary>The addresses and ranges that are allowed.</summary>
    public IReadOnlyList<string> AllowedRanges { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The resource ids of the subnets that are allowed through service endpoints.</summary>
    public IReadOnlyList<string> AllowedSubnets { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The address from which the registry saw this machine connect when it denied access; null if it named none.</summary>
    public string? Address { get; init; }

    /// <summary>The range that the address is in; null if it is in none.</summary>
    public string? MatchingRange { get; init; }

    /// <summary>The Azure services that bypass the rules: AzureServices or None.</summary>
    public string? TrustedServices { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{PublicNetworkAccess}, {DefaultAction ?? "-"}";
}
