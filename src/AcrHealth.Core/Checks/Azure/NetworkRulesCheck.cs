using System.Net;
using AcrHealth.Checks.Registry;
using AcrHealth.Details;
using AcrHealth.Reference;
using AcrHealth.ResourceManager;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Azure;

internal sealed class NetworkRulesCheck : ResourceManagerCheck
{
    public const string CheckName = "NetworkRules";

    private const string Deny = "Deny";
    private const int ShownRanges = 5;

    public override string Name => CheckName;

    public override IReadOnlyList<string> After => [ChallengeCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.Forbidden];

    public override string Description => Strings.NetworkRulesDescription;

    protected override Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellation) => Task.FromResult(Judge(context));

    private static CheckOutcome Judge(CheckContext context)
    {
        RegistryResource resource = ViewOf(context).Resource;
        CheckOutcome? challenge = context.OutcomeOf(ChallengeCheck.CheckName);
        bool isRefused = challenge?.ErrorCode == ErrorCodes.Forbidden;
        IPAddress? address = isRefused ? RefusedAddress.Find((challenge?.Detail as HttpDetail)?.RegistryErrorMessage) : null;
        IReadOnlyList<string> ranges = resource.AllowedRanges;
        string? match = address is null ? null : ranges.FirstOrDefault(range => AddressRange.Parse(range)?.Contains(address) == true);
        var detail = new NetworkRulesDetail
        {
            PublicNetworkAccess = resource.PublicNetworkAccess,
            DefaultAction = resource.DefaultAction,
            AllowedRanges = ranges,
            Address = address?.ToString(),
            MatchingRange = match,
            TrustedServices = resource.TrustedServices,
        };
        bool isReached = challenge is not null && (challenge.Status is CheckStatus.Passed or CheckStatus.Warning);
        if (!resource.IsPublic)
        {
            return isRefused ? Fail(CheckOutcome.Format(Strings.RulesNotPublic, resource.Name, From(address)), detail, PrivateStep(resource), PublicStep(resource))
                : isReached ? CheckOutcome.Passed(CheckOutcome.Format(Strings.RulesPrivateReached, resource.Name), detail)
                : Unknown(CheckOutcome.Format(Strings.RulesPrivateUnknown, resource.Name), detail);
        }

        if (resource.DefaultAction != Deny)
        {
            return isRefused
                ? Fail(CheckOutcome.Format(Strings.RulesOpenRefused, resource.Name, From(address)), detail, Strings.RulesLateStep)
                : CheckOutcome.Passed(CheckOutcome.Format(Strings.RulesOpen, resource.Name), detail);
        }

        string shown = ranges.Count == 0 ? "-" : string.Join(", ", ranges.Take(ShownRanges)) + (ranges.Count > ShownRanges ? ", …" : string.Empty);
        if (isRefused)
        {
            return address is null ? Fail(CheckOutcome.Format(Strings.RulesRefused, resource.Name, ranges.Count, shown), detail, AllowStep(resource, null))
                : match is null ? Fail(CheckOutcome.Format(Strings.RulesNotInRanges, address, ranges.Count, resource.Name, shown), detail, AllowStep(resource, address), Strings.RulesNatStep)
                : Fail(CheckOutcome.Format(Strings.RulesInRange, address, match, resource.Name), detail, Strings.RulesLateStep);
        }

        return isReached
            ? CheckOutcome.Passed(CheckOutcome.Format(Strings.RulesReached, resource.Name, ranges.Count, shown), detail)
            : Unknown(CheckOutcome.Format(Strings.RulesUnknown, resource.Name, ranges.Count, shown), detail);
    }

    private static CheckOutcome Fail(string message, NetworkRulesDetail detail, params string[] steps) =>
        CheckOutcome.Failed(ErrorCodes.Forbidden, message, detail, steps);

    // What is not known is no failure of the rules.
    private static CheckOutcome Unknown(string message, NetworkRulesDetail detail) => CheckOutcome.NotNeeded(message) with { Detail = detail };

    private static string From(IPAddress? address) => address is null ? string.Empty : CheckOutcome.Format(Strings.RulesFrom, address);

    private static string AllowStep(RegistryResource resource, IPAddress? address)
    {
        string name = Commands.Word(resource.Name, "registry");
        string what = address?.ToString() ?? "<address>";
        return Commands.Step(
            Strings.RulesAllowStep,
            $"az acr network-rule add --name {name} --ip-address {what}",
            $"$rules = @((Get-AzContainerRegistry -ResourceGroupName {Group(resource)} -Name {name}).NetworkRuleSetIPRule) + (New-AzContainerRegistryIPRuleObject -IPAddressOrRange {what}); "
                + $"Update-AzContainerRegistry -ResourceGroupName {Group(resource)} -Name {name} -NetworkRuleSetDefaultAction Deny -NetworkRuleSetIPRule $rules");
    }

    private static string PublicStep(RegistryResource resource)
    {
        string name = Commands.Word(resource.Name, "registry");
        return Commands.Step(
            Strings.RulesPublicStep,
            $"az acr update --name {name} --public-network-enabled true --default-action Deny",
            $"Update-AzContainerRegistry -ResourceGroupName {Group(resource)} -Name {name} -PublicNetworkAccess Enabled -NetworkRuleSetDefaultAction Deny");
    }

    private static string PrivateStep(RegistryResource resource)
    {
        string name = Commands.Word(resource.Name, "registry");
        return Commands.Step(
            Strings.RulesPrivateStep,
            $"az acr private-endpoint-connection list --registry-name {name} --output table",
            $"Test-AcrHealth {Commands.Word(resource.LoginServer, "login-server")} -VirtualNetwork <virtual-network>");
    }

    private static string Group(RegistryResource resource) => Commands.Word(resource.Id.Group, "resource-group");
}
