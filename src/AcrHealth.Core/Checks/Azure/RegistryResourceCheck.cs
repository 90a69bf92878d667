using System.Text.Json;
using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Azure;

internal sealed class RegistryResourceCheck : ResourceManagerCheck
{
    public const string CheckName = "RegistryResource";

    /// <summary>The registry as Azure Resource Manager describes it.</summary>
    public static readonly CheckOutput<RegistryView> View = new(CheckName);

    private const string Succeeded = "Succeeded";

    private static readonly string[] Broken = ["Failed", "Canceled", "Deleting"];

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [];

    public override IReadOnlyList<string> After =>
        [.. FirewallRefusal.Steps, CredentialCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.LoginServer, ErrorCodes.RegistryState];

    public override string Description => Strings.RegistryResourceDescription;

    // If the caller requested it anyway, it runs beside the checks that talk to the registry.
    public override IReadOnlyList<string> AfterIn(HealthCheckOptions options, RegistryTarget? target) =>
        ResourceManagerAccess.IsWanted(options, target) ? [] : After;

    protected override async Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellationToken)
    {
        bool wanted = ResourceManagerAccess.IsWanted(context.Options, context.Target);
        if (!wanted && !ResourceManagerAccess.IsRefused(context))
        {
            return CheckOutcome.NotApplicable(Strings.ArmNotAsked);
        }

        (ResourceManagerClient? client, TokenClaims claims, string? reason) = await ResourceManagerConnection.OpenAsync(context.Session, context.Target, cancellationToken).ConfigureAwait(false);
        if (client is null)
        {
            // A caller that only named a registry by its id has not requested facts that are not available.
            bool asked = context.Options.IncludeResourceManager || context.Options.VirtualNetwork is not null;
            return asked ? CheckOutcome.Skipped(reason!) with { SuppressesDependents = true } : CheckOutcome.NotApplicable(reason!);
        }

        Task<string?> region = context.Session.FindMachineRegionAsync();
        (RegistryResource? resource, CheckOutcome? missing) = context.Target.ResourceId is { } id
            ? await ByIdAsync(context, client, id, cancellationToken).ConfigureAwait(false)
            : await ByLoginServerAsync(context, client, cancellationToken).ConfigureAwait(false);
        if (resource is null)
        {
            return missing!;
        }

        var view = new RegistryView(client, resource, claims, wanted ? ResourceManagerReason.Wanted : ResourceManagerReason.Refusal);
        List<string> unreadable = [];
        JsonElement? usages = await TryGetAsync(
            client, $"{resource.Id.Text}/listUsages", ResourceManagerApi.Registries, "listUsages", unreadable, cancellationToken).ConfigureAwait(false);
        return Evaluate(context, view, Detail(resource, usages, await region.WaitAsync(cancellationToken).ConfigureAwait(false), unreadable)).WithOutput(View, view);
    }

    private static async Task<(RegistryResource? Resource, CheckOutcome? Missing)> ByIdAsync(
        CheckContext context, ResourceManagerClient client, string text, CancellationToken cancellationToken)
    {
        if (ResourceId.Parse(text) is not { } id)
        {
            return (null, CheckOutcome.Skipped(MessageFormat.Format(Strings.RegistryResourceId, UntrustedText.Clean(text, 200))) with { SuppressesDependents = true });
        }

        try
        {
            return (new(id, await client.GetAsync(id.Text, ResourceManagerApi.Registries, cancellationToken).ConfigureAwait(false)), null);
        }
        catch (ResourceManagerException exception) when (exception.Problem == ResourceManagerProblem.NotFound)
        {
            return (null, context.Report(
                ResourceFindings.RegistryNotAtResourceId,
                new RegistryResourceDetail { ResourceId = id.Text },
                ("registry", id.Name),
                ("resourceGroup", id.Group),
                ("subscription", id.Subscription),
                ("answer", exception.Message)));
        }
    }

    private static async Task<(RegistryResource? Resource, CheckOutcome? Missing)> ByLoginServerAsync(
        CheckContext context, ResourceManagerClient client, CancellationToken cancellationToken)
    {
        RegistryTarget target = context.Target;
        IReadOnlyList<RegistryEntry> all = await context.Session.RegistryDirectory
            .ListAsync(client.Endpoint, client, context.Session.Stopped, cancellationToken).ConfigureAwait(false);
        string? server = target.Host is null ? null : target.Authority;
        RegistryEntry? found = all.FirstOrDefault(entry => server is not null && server.Equals(entry.LoginServer, StringComparison.OrdinalIgnoreCase))
            ?? all.FirstOrDefault(entry => target.LoginServerOfAllRegions?.Equals(entry.LoginServer, StringComparison.OrdinalIgnoreCase) == true)
            ?? all.FirstOrDefault(entry => entry.Id.Name.Equals(target.Name, StringComparison.OrdinalIgnoreCase));
        return found is null
            ? (null, CheckOutcome.Skipped(MessageFormat.Format(Strings.RegistryNotSeen, target.DisplayName, all.Count)) with { SuppressesDependents = true })
            : (new(found.Id, await client.GetAsync(found.Id.Text, ResourceManagerApi.Registries, cancellationToken).ConfigureAwait(false)), null);
    }

    private static CheckOutcome Evaluate(CheckContext context, RegistryView view, RegistryResourceDetail detail)
    {
        RegistryResource resource = view.Resource;
        string? server = context.Target.Host is null ? null : context.Target.Authority;
        if (server is not null && resource.LoginServer is { } actual && !actual.Equals(server, StringComparison.OrdinalIgnoreCase)
            && !resource.RegionalEndpointHosts.Contains(context.Target.Host, StringComparer.OrdinalIgnoreCase)
            && !actual.Equals(context.Target.LoginServerOfAllRegions, StringComparison.OrdinalIgnoreCase))
        {
            // The checked registry may belong to someone else, so that nothing is known about it.
            return Report(context, resource, ResourceFindings.OtherLoginServer, detail, ("loginServer", actual), ("checked", server)) with
            {
                Blocks = true,
                SuppressesDependents = true,
            };
        }

        if (resource.ProvisioningState is { } state && state != Succeeded)
        {
            (string, object?)[] values = [("state", state), ("statusMessage", resource.StatusMessage ?? string.Empty)];
            CheckOutcome outcome = Broken.Contains(state)
                ? Report(context, resource, ResourceFindings.RegistryStateFailed, detail, [.. values, ("registryId", resource.Id.Text)])
                : Report(context, resource, ResourceFindings.RegistryStateChanging, detail, values);
            return outcome with { Message = outcome.Message.TrimEnd(), Blocks = false };
        }

        string found = MessageFormat.Format(
            Strings.RegistryFound, resource.Name, resource.Sku ?? "-", resource.Location ?? "-", detail.PublicNetworkAccess ?? "-") + Storage(detail);

        // A Premium registry may have a replica here; Replicas reports those.
        found += !resource.IsPremium && detail.MachineRegion is { } here && here != MachineRegion.Normal(resource.Location)
            ? MessageFormat.Format(Strings.RegistryOtherRegion, here)
            : string.Empty;
        found += resource.HasQuarantine == true ? " " + Strings.RegistryQuarantine : string.Empty;
        found += detail.Unreadable.Count > 0 ? MessageFormat.Format(Strings.ArmUnreadable, string.Join(", ", detail.Unreadable)) : string.Empty;

        // This token came from the caller, and the registry will get the same one.
        return resource.RefusesResourceManagerTokens && context.Options.SignIn is SignInMethod.Token
            ? Report(context, resource, ResourceFindings.ResourceManagerTokensRefused, detail)
            : CheckOutcome.Passed(found, detail);
    }

    private static string Storage(RegistryResourceDetail detail)
    {
        const double Gigabyte = 1024d * 1024 * 1024;
        return detail is { StorageUsed: { } used, StorageIncluded: { } included }
            ? MessageFormat.Format(Strings.RegistryStorage, used / Gigabyte, included / Gigabyte)
            : string.Empty;
    }

    private static RegistryResourceDetail Detail(RegistryResource resource, JsonElement? usages, string? machineRegion, IReadOnlyList<string> unreadable)
    {
        JsonElement? size = usages?.Items("value").Where(usage => usage.Text("name") == "Size").Cast<JsonElement?>().FirstOrDefault();
        return new()
        {
            ResourceId = resource.Id.Text,
            LoginServer = resource.LoginServer,
            Sku = resource.Sku,
            Location = resource.Location,
            MachineRegion = machineRegion,
            ProvisioningState = resource.ProvisioningState,
            PublicNetworkAccess = resource.PublicNetworkAccess,
            ZoneRedundancy = resource.ZoneRedundancy,
            AdminUserEnabled = resource.AdminUser,
            AnonymousPullEnabled = resource.AnonymousPull,
            DataEndpointEnabled = resource.DedicatedDataEndpoints,
            DataEndpoints = resource.DataEndpointHosts,
            RoleAssignmentMode = resource.RoleAssignmentMode,
            AcceptsResourceManagerTokens = !resource.RefusesResourceManagerTokens,
            QuarantineEnabled = resource.HasQuarantine,
            SoftDeleteDays = resource.SoftDeleteDays,
            UntaggedRetentionDays = resource.RetentionDays,
            StorageUsed = size?.Number("currentValue"),
            StorageIncluded = size?.Number("limit"),
            Unreadable = unreadable,
        };
    }
}
