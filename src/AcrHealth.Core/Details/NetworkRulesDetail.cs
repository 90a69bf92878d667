using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>Who may come to a registry over the public network, and from where it saw this machine come.</summary>
public sealed class NetworkRulesDetail
{
    /// <summary>Enabled or Disabled; null where Resource Manager does not tell.</summary>
    public string? PublicNetworkAccess { get; init; }

    /// <summary>What happens to addresses that no rule names: Allow or Deny; null where there are no rules.</summary>
    public string? DefaultAction { get; init; }

    /// <summary>The addresses and ranges that are let in.</summary>
    public IReadOnlyList<string> AllowedRanges { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The resource ids of the subnets that are let in through service endpoints.</summary>
    public IReadOnlyList<string> AllowedSubnets { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The address from which the registry saw this machine come, when it turned it away; null where it named none.</summary>
    public string? Address { get; init; }

    /// <summary>The range that the address is in; null where it is in none.</summary>
    public string? MatchingRange { get; init; }

    /// <summary>Which services of Azure come in whatever the rules are: AzureServices or None.</summary>
    public string? TrustedServices { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{PublicNetworkAccess}, {DefaultAction ?? "-"}";
}
