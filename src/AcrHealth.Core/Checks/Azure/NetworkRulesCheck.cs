using System.Net;
using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Azure;

/// <summary>Explains a refusal by the firewall, at any step, with the rules that Resource Manager reports.</summary>
internal sealed class NetworkRulesCheck : ResourceManagerCheck
{
    public const string CheckName = "NetworkRules";

    private const string Deny = "Deny";
    private const int ShownRules = 5;

    public override string Name => CheckName;

    public override IReadOnlyList<string> After => FirewallRefusal.Steps;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.Forbidden];

    public override string Description => Strings.NetworkRulesDescription;

    protected override Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult(Evaluate(context));

    private static CheckOutcome Evaluate(CheckContext context)
    {
        RegistryResource resource = ViewOf(context).Resource;
        CheckOutcome? refusal = FirewallRefusal.Find(context);
        bool isReached = refusal is null && context.OutcomeOf(ChallengeCheck.CheckName) is { Status: CheckStatus.Passed or CheckStatus.Warning };
        IPAddress? address = FirewallRefusal.AddressIn(refusal);
        string? match = address is null ? null : resource.AllowedRanges.FirstOrDefault(range => AddressRange.Parse(range)?.Contains(address) == true);
        var detail = new NetworkRulesDetail
        {
            PublicNetworkAccess = resource.PublicNetworkAccess,
            DefaultAction = resource.DefaultAction,
            AllowedRanges = resource.AllowedRanges,
            AllowedSubnets = resource.AllowedSubnets,
            Address = address?.ToString(),
            MatchingRange = match,
            TrustedServices = resource.TrustedServices,
        };
        return refusal is not null ? Explain(context, resource, address, match, detail)
            : !resource.IsPublic ? Reached(isReached, resource, detail, Strings.RulesPrivateReached, Strings.RulesPrivateUnknown)
            : resource.DefaultAction != Deny ? CheckOutcome.Passed(MessageFormat.Format(Strings.RulesOpen, resource.Name) + IdleRules(resource), detail)
            : Reached(isReached, resource, detail, Strings.RulesReached, Strings.RulesUnknown);
    }

    private static CheckOutcome Explain(CheckContext context, RegistryResource resource, IPAddress? address, string? match, NetworkRulesDetail detail)
    {
        (string, object?) seen = ("address", address?.ToString() ?? Strings.RulesUnknownAddress);
        string? subnet = resource.AllowedSubnets is [var first, ..] ? first : null;
        (string, object?)[] rules = [("rules", RulesOf(resource)), ("subnet", subnet), ("subnetName", NameOf(subnet))];
        return !resource.IsPublic ? Report(context, resource, ResourceFindings.PublicAccessDisabled, detail, seen)
            : resource.DefaultAction != Deny ? Report(context, resource, ResourceFindings.RefusedDespiteOpenRules, detail, seen)
            : address is null ? Report(context, resource, ResourceFindings.AddressUnknownNotAllowed, detail, rules)
            : match is null ? Report(context, resource, ResourceFindings.AddressNotAllowed, detail, [.. rules, seen])
            : Report(context, resource, ResourceFindings.AllowedAddressRefused, detail, seen, ("range", match));
    }

    // Unknown facts are not a failure of the rules.
    private static CheckOutcome Reached(bool isReached, RegistryResource resource, NetworkRulesDetail detail, string reached, string unknown) => isReached
        ? CheckOutcome.Passed(MessageFormat.Format(reached, resource.Name, RulesOf(resource)), detail)
        : CheckOutcome.NotNeeded(MessageFormat.Format(unknown, resource.Name, RulesOf(resource))) with { Detail = detail };

    // Rules that take effect only when the default is Deny.
    private static string IdleRules(RegistryResource resource) => resource.AllowedRanges.Count + resource.AllowedSubnets.Count == 0
        ? string.Empty
        : " " + MessageFormat.Format(Strings.RulesIdle, RulesOf(resource));

    /// <summary>A short description of the ranges and subnets that the firewall allows.</summary>
    private static string RulesOf(RegistryResource resource)
    {
        string[] all = [.. resource.AllowedRanges, .. resource.AllowedSubnets.Select(NameOf).OfType<string>()];
        return all.Length == 0 ? Strings.RulesNone : string.Join(", ", all.Take(ShownRules)) + (all.Length > ShownRules ? ", …" : string.Empty);
    }

    // .../virtualNetworks/<network>/subnets/<subnet>
    private static string? NameOf(string? subnet) => subnet?.Split('/') is [.., var network, _, var name] ? $"{network}/{name}" : subnet;
}
