using System.Text.Json;
using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.Connection;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Pull;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Azure;

internal sealed class ReplicasCheck : ResourceManagerCheck
{
    public const string CheckName = "Replicas";

    private const string Succeeded = "Succeeded";
    private const int MostReplicas = 50;

    private static readonly string[] Broken = ["Failed", "Canceled"];
    private static readonly TimeSpan ConnectionTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RegionTime = TimeSpan.FromSeconds(1);

    public override string Name => CheckName;

    public override IReadOnlyList<string> After => [DnsCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.RegistryState];

    public override string Description => Strings.ReplicasDescription;

    protected override async Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellationToken)
    {
        (ResourceManagerClient client, RegistryResource resource, _, ResourceManagerReason reason) = ViewOf(context);
        if (reason == ResourceManagerReason.Refusal || !resource.IsPremium)
        {
            return CheckOutcome.NotApplicable(MessageFormat.Format(Strings.ReplicasNone, resource.Name, resource.Sku));
        }

        IReadOnlyList<JsonElement> listed = await client.ListAsync(
            $"{resource.Id.Text}/replications", ResourceManagerApi.Registries, null, cancellationToken).ConfigureAwait(false);
        if (listed.Count == 0)
        {
            return CheckOutcome.NotApplicable(MessageFormat.Format(Strings.ReplicasNone, resource.Name, resource.Sku));
        }

        ReplicaInfo[] replicas = await Task.WhenAll(listed.Take(MostReplicas).Select(item => ReadAsync(context, resource, item, cancellationToken))).ConfigureAwait(false);
        return Evaluate(context, resource, new() { Replicas = replicas, AnsweringRegion = await AnsweringRegionAsync(context, cancellationToken).ConfigureAwait(false) });
    }

    private static async Task<ReplicaInfo> ReadAsync(CheckContext context, RegistryResource resource, JsonElement replica, CancellationToken cancellationToken)
    {
        string location = replica.Text("location") ?? replica.Text("name") ?? "-";
        string? endpoint = DataEndpoint(resource, location);
        string? failure = endpoint is null ? null : await ConnectAsync(context, endpoint, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Name = replica.Text("name"),
            Location = location,
            ProvisioningState = replica.Text("properties", "provisioningState"),
            RegionEndpointEnabled = replica.Flag("properties", "regionEndpointEnabled"),
            ZoneRedundancy = replica.Text("properties", "zoneRedundancy"),
            DataEndpoint = endpoint,
            IsReachable = endpoint is null ? null : failure is null,
            Failure = failure,
        };
    }

    // <registry>.<region>.data.azurecr.io
    private static string? DataEndpoint(RegistryResource resource, string location)
    {
        if (resource.DedicatedDataEndpoints != true)
        {
            return null;
        }

        string region = MachineRegion.Normal(location) ?? location;
        return resource.DataEndpointHosts.FirstOrDefault(host => host.Contains($".{region}.", StringComparison.OrdinalIgnoreCase))
            ?? (resource.LoginServer?.Split('.', 2) is [var label, var rest] ? $"{label}.{region}.data.{rest}" : null);
    }

    /// <summary>Returns a message that says why this machine cannot connect to a host; null if it can.</summary>
    private static async Task<string?> ConnectAsync(CheckContext context, string host, CancellationToken cancellationToken)
    {
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            return MessageFormat.Format(Strings.RegistryHost, host);
        }

        DataHostConnection way = await DataHostConnection.OpenAsync(context, new Uri($"https://{host}/"), cancellationToken, ConnectionTime).ConfigureAwait(false);
        way.Connection?.Client?.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return way.Problem;
    }

    private static CheckOutcome Evaluate(CheckContext context, RegistryResource resource, ReplicasDetail detail)
    {
        CheckOutcome outcome = Find(context, resource, detail) ?? CheckOutcome.Passed(
            MessageFormat.Format(Strings.ReplicasFine, resource.Name, string.Join(", ", detail.Replicas.Select(replica => replica.Location))), detail);
        return detail.AnsweringRegion is { } region ? outcome with { Message = $"{outcome.Message} {MessageFormat.Format(Strings.ReplicasAnswering, region)}" } : outcome;
    }

    private static CheckOutcome? Find(CheckContext context, RegistryResource resource, ReplicasDetail detail)
    {
        if (detail.Replicas.FirstOrDefault(replica => Broken.Contains(replica.ProvisioningState)) is { } broken)
        {
            return Report(
                context, resource, ResourceFindings.ReplicaFailed, detail, ("location", broken.Location), ("state", broken.ProvisioningState), ("replica", broken.Name ?? string.Empty));
        }

        ReplicaInfo[] blocked = [.. detail.Replicas.Where(replica => replica.IsReachable == false)];
        if (blocked.Length > 0)
        {
            return Report(
                context,
                resource,
                ResourceFindings.ReplicaUnreachable,
                detail,
                ("failures", string.Join("; ", blocked.Select(replica => replica.Failure))),
                ("hosts", string.Join(", ", blocked.Select(replica => replica.DataEndpoint))));
        }

        ReplicaInfo[] idle = [.. detail.Replicas.Where(replica => replica.RegionEndpointEnabled == false || (replica.ProvisioningState is { } state && state != Succeeded))];
        return idle.Length == 0 ? null : Report(
            context,
            resource,
            ResourceFindings.ReplicaInactive,
            detail,
            ("locations", string.Join(", ", idle.Select(replica => replica.Location))),
            ("replica", idle[0].Name ?? string.Empty));
    }

    // DNS servers reveal the region, and their responses may arrive after the operating system's addresses.
    private static async Task<string?> AnsweringRegionAsync(CheckContext context, CancellationToken cancellationToken)
    {
        CheckOutcome? dns = context.OutcomeOf(DnsCheck.CheckName);
        if (dns?.Explained is { } explained)
        {
            await Task.WhenAny(explained, Task.Delay(RegionTime, cancellationToken)).ConfigureAwait(false);
            dns = explained.IsCompletedSuccessfully ? explained.Result : dns;
        }

        return (dns?.Detail as DnsDetail)?.Region;
    }
}
