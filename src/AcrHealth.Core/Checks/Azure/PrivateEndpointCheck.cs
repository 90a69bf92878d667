using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.ResourceManager;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Checks.Azure;

internal sealed class PrivateEndpointCheck : ResourceManagerCheck
{
    public const string CheckName = "PrivateEndpoint";

    private const string Subnets = "/subnets/";
    private const int MostEndpoints = 50;

    private static readonly TimeSpan LookUpTime = TimeSpan.FromSeconds(5);

    public override string Name => CheckName;

    public override IReadOnlyList<string> Codes => [ErrorCodes.PrivateEndpoint];

    public override string Description => Strings.PrivateEndpointDescription;

    protected override async Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellation)
    {
        (ResourceManagerClient client, RegistryResource resource, _, _) = ViewOf(context);
        string? network = context.Options.VirtualNetwork;
        IReadOnlyList<PrivateEndpointConnection> connections = resource.PrivateEndpointConnections;
        if (connections.Count == 0)
        {
            return network is null
                ? CheckOutcome.NotApplicable(CheckOutcome.Format(Strings.EndpointsNone, resource.Name))
                : Fail(CheckOutcome.Format(Strings.EndpointsNone, resource.Name), new() { VirtualNetwork = network }, CreateStep(resource));
        }

        List<string> unreadable = [];
        Endpoint[] all = await Task.WhenAll(connections.Take(MostEndpoints).Select(connection => ReadAsync(client, connection, unreadable, cancellation))).ConfigureAwait(false);
        Endpoint[] endpoints = network is null ? all : [.. all.Where(endpoint => IsIn(endpoint, network))];
        if (endpoints.Length == 0)
        {
            var elsewhere = new PrivateEndpointDetail { VirtualNetwork = network, Endpoints = Describe(all), Unreadable = unreadable };
            return unreadable.Count > 0
                ? CheckOutcome.NotNeeded(CheckOutcome.Format(Strings.EndpointsUnreadable, resource.Name, string.Join(", ", unreadable))) with { Detail = elsewhere }
                : Fail(
                    CheckOutcome.Format(Strings.EndpointsElsewhere, resource.Name, network, string.Join(", ", all.Select(NetworkName).Distinct())), elsewhere, CreateStep(resource));
        }

        PrivateEndpointName[] names = await Task.WhenAll(
            endpoints.Where(endpoint => endpoint.Connection.IsApproved).SelectMany(endpoint => endpoint.Addresses)
                .GroupBy(pair => pair.Host, StringComparer.OrdinalIgnoreCase)
                .Select(group => LookUpAsync(group.Key, [.. group.Select(pair => pair.Address).Distinct()], cancellation))).ConfigureAwait(false);
        var detail = new PrivateEndpointDetail { VirtualNetwork = network, Endpoints = Describe(endpoints), Names = names, Unreadable = unreadable };
        return Judge(resource, endpoints, detail);
    }

    private static async Task<Endpoint> ReadAsync(
        ResourceManagerClient client, PrivateEndpointConnection connection, List<string> unreadable, CancellationToken cancellation)
    {
        if (connection.Endpoint is not { } id)
        {
            lock (unreadable)
            {
                unreadable.Add(connection.Name);
            }

            return new(connection, null, []);
        }

        if (await TryGetAsync(client, id.Text, ResourceManagerApi.Network, id.Text, unreadable, cancellation).ConfigureAwait(false) is not { } endpoint)
        {
            return new(connection, null, []);
        }

        string? subnet = endpoint.Text("properties", "subnet", "id");
        int end = subnet?.IndexOf(Subnets, StringComparison.OrdinalIgnoreCase) ?? -1;
        string? network = end < 0 ? null : subnet![..end];
        List<(string Host, string Address)> addresses = [];
        foreach (string nic in endpoint.Items("properties", "networkInterfaces").Select(item => item.Text("id")).OfType<string>().Where(text => ResourceId.Parse(text) is not null))
        {
            if (await TryGetAsync(client, nic, ResourceManagerApi.Network, nic, unreadable, cancellation).ConfigureAwait(false) is { } found)
            {
                addresses.AddRange(OfInterface(found));
            }
        }

        return new(connection, network, addresses.Count > 0 ? addresses : [.. OfSettings(endpoint)]);
    }

    private static IEnumerable<(string Host, string Address)> OfInterface(JsonElement nic) =>
        from configuration in nic.Items("properties", "ipConfigurations")
        let address = configuration.Text("properties", "privateIPAddress")
        where IPAddress.TryParse(address, out _)
        from host in configuration.Texts("properties", "privateLinkConnectionProperties", "fqdns")
        select (host, address!);

    // Where the interface may not be read: what the endpoint itself says that DNS should say.
    private static IEnumerable<(string Host, string Address)> OfSettings(JsonElement endpoint) =>
        from setting in endpoint.Items("properties", "customDnsConfigs")
        let host = setting.Text("fqdn")
        where host is not null
        from address in setting.Texts("ipAddresses")
        where IPAddress.TryParse(address, out _)
        select (host!, address);

    private static bool IsIn(Endpoint endpoint, string network) => endpoint.Network is { } own
        && (network.StartsWith('/') ? own.Equals(network.TrimEnd('/'), StringComparison.OrdinalIgnoreCase) : ResourceId.Parse(own)?.Name.Equals(network, StringComparison.OrdinalIgnoreCase) == true);

    private static async Task<PrivateEndpointName> LookUpAsync(string host, string[] expected, CancellationToken cancellation)
    {
        string[] resolved = [];
        try
        {
            IPAddress[] addresses = await SystemResolver.ResolveAsync(host, cancellation).WaitAsync(LookUpTime, cancellation).ConfigureAwait(false);
            resolved = [.. addresses.Select(address => address.ToString())];
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException or ArgumentException)
        {
            // No answer is an answer: the name does not resolve here.
        }

        return new() { Host = host, Expected = expected, Resolved = resolved };
    }

    private static CheckOutcome Judge(RegistryResource resource, Endpoint[] endpoints, PrivateEndpointDetail detail)
    {
        Endpoint[] waiting = [.. endpoints.Where(endpoint => !endpoint.Connection.IsApproved)];
        if (waiting.Length > 0 && (detail.VirtualNetwork is not null || waiting.Length == endpoints.Length))
        {
            return Fail(
                CheckOutcome.Format(Strings.EndpointNotApproved, resource.Name, string.Join(", ", waiting.Select(Shown))), detail, ApproveStep(resource, waiting[0]));
        }

        bool mustBePrivate = detail.VirtualNetwork is not null || !resource.IsPublic;
        PrivateEndpointName[] wrong = [.. detail.Names.Where(name => IsWrong(name, mustBePrivate))];
        if (wrong.Length > 0)
        {
            string format = wrong[0].Resolved.Count == 0 ? Strings.EndpointUnresolved : IsPrivate(wrong[0]) ? Strings.EndpointOtherAddress : Strings.EndpointPublicAddress;
            string message = CheckOutcome.Format(format, wrong[0].Host, string.Join(", ", wrong[0].Expected), string.Join(", ", wrong[0].Resolved));
            message += wrong.Length > 1 ? CheckOutcome.Format(Strings.EndpointAlso, string.Join(", ", wrong.Skip(1).Select(name => name.Host))) : string.Empty;
            return Fail(message, detail, LinkStep(resource, endpoints), ZoneGroupStep(endpoints), DnsStep(resource));
        }

        if (waiting.Length > 0)
        {
            return CheckOutcome.Warning(
                CheckOutcome.Format(Strings.EndpointNotApproved, resource.Name, string.Join(", ", waiting.Select(Shown))), detail, null, ApproveStep(resource, waiting[0]));
        }

        if (endpoints.Where(endpoint => endpoint.Network is not null).GroupBy(endpoint => endpoint.Network, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } crowd)
        {
            return CheckOutcome.Warning(
                CheckOutcome.Format(Strings.EndpointsSeveral, resource.Name, crowd.Count(), crowd.Key, string.Join(", ", crowd.Select(endpoint => endpoint.Connection.Endpoint?.Name))),
                detail,
                null,
                Commands.Step(Strings.EndpointsSeveralStep, $"az network private-endpoint delete --ids {Commands.Word(crowd.Last().Connection.Endpoint?.Text, "private-endpoint-id")}"));
        }

        string unreadable = detail.Unreadable.Count > 0 ? CheckOutcome.Format(Strings.ArmUnreadable, string.Join(", ", detail.Unreadable)) : string.Empty;
        return detail.Names.Count == 0
            ? CheckOutcome.NotNeeded(CheckOutcome.Format(Strings.EndpointsUnreadable, resource.Name, string.Join(", ", detail.Unreadable))) with { Detail = detail }
            : CheckOutcome.Passed(
                (detail.Names.All(IsExpected)
                    ? CheckOutcome.Format(Strings.EndpointsFine, resource.Name, string.Join(", ", detail.Names.Select(name => $"{name.Host} -> {name.Resolved[0]}")))
                    : CheckOutcome.Format(Strings.EndpointsNotUsed, resource.Name)) + unreadable,
                detail);
    }

    private static bool IsExpected(PrivateEndpointName name) => name.Resolved.Any(name.Expected.Contains);

    // Without a network to go by, a machine may be where the public address is the right one; a private one of nobody's is wrong anywhere.
    private static bool IsWrong(PrivateEndpointName name, bool mustBePrivate) => !IsExpected(name) && (mustBePrivate || (name.Resolved.Count > 0 && IsPrivate(name)));

    private static bool IsPrivate(PrivateEndpointName name) => DnsReading.IsPrivate([.. name.Resolved.Select(IPAddress.Parse)]);

    private static string Shown(Endpoint endpoint) => $"{endpoint.Connection.Endpoint?.Name ?? endpoint.Connection.Name}: {endpoint.Connection.Status}";

    private static string NetworkName(Endpoint endpoint) => ResourceId.Parse(endpoint.Network)?.Name ?? endpoint.Network ?? "-";

    private static PrivateEndpointInfo[] Describe(IEnumerable<Endpoint> endpoints) =>
    [
        .. endpoints.Select(endpoint => new PrivateEndpointInfo
        {
            ResourceId = endpoint.Connection.Endpoint?.Text ?? endpoint.Connection.Name,
            VirtualNetwork = endpoint.Network,
            Status = endpoint.Connection.Status,
        }),
    ];

    private static CheckOutcome Fail(string message, PrivateEndpointDetail detail, params string[] steps) =>
        CheckOutcome.Failed(ErrorCodes.PrivateEndpoint, message, detail, steps);

    // An endpoint alone gives its names no records: its zone group does, and keeps them.
    private static string CreateStep(RegistryResource resource)
    {
        string id = Commands.Word(resource.Id.Text, "registry-id");
        return Commands.Step(
            Strings.EndpointCreateStep,
            $"az network private-endpoint create --name <name> --resource-group <resource-group> --vnet-name <virtual-network> --subnet <subnet> --private-connection-resource-id {id} --group-id registry --connection-name <name>",
            $"az network private-endpoint dns-zone-group create --resource-group <resource-group> --endpoint-name <name> --name default --private-dns-zone {CloudOf(resource).PrivateLinkZone} --zone-name registry",
            $"New-AzPrivateLinkServiceConnection -Name <name> -PrivateLinkServiceId {id} -GroupId registry");
    }

    private static string ApproveStep(RegistryResource resource, Endpoint endpoint) => Commands.Step(
        Strings.EndpointApproveStep,
        $"az acr private-endpoint-connection approve --registry-name {Commands.Word(resource.Name, "registry")} --name {Commands.Word(endpoint.Connection.Name, "connection")}",
        $"Approve-AzPrivateEndpointConnection -ResourceId {Commands.Word($"{resource.Id.Text}/privateEndpointConnections/{endpoint.Connection.Name}", "connection-id")}");

    private static string LinkStep(RegistryResource resource, Endpoint[] endpoints)
    {
        string zone = CloudOf(resource).PrivateLinkZone;
        string network = Commands.Word(endpoints.Select(endpoint => endpoint.Network).FirstOrDefault(network => network is not null), "virtual-network-id");
        return Commands.Step(
            Strings.EndpointLinkStep,
            $"az network private-dns link vnet create --resource-group <resource-group> --zone-name {zone} --name <name> --virtual-network {network} --registration-enabled false",
            $"New-AzPrivateDnsVirtualNetworkLink -ResourceGroupName <resource-group> -ZoneName {zone} -Name <name> -VirtualNetworkId {network}");
    }

    private static string DnsStep(RegistryResource resource) => CheckOutcome.Format(Strings.EndpointDnsStep, CloudOf(resource).RegistryZone);

    private static AzureCloud CloudOf(RegistryResource resource) => AzureCloud.ByLoginServer(resource.LoginServer ?? string.Empty) ?? AzureCloud.Public;

    private static string ZoneGroupStep(Endpoint[] endpoints)
    {
        ResourceId? endpoint = endpoints.Select(item => item.Connection.Endpoint).FirstOrDefault(id => id is not null);
        string name = Commands.Word(endpoint?.Name, "private-endpoint");
        string group = Commands.Word(endpoint?.Group, "resource-group");
        return Commands.Step(
            Strings.EndpointZoneGroupStep,
            $"az network private-endpoint dns-zone-group list --resource-group {group} --endpoint-name {name}",
            $"Get-AzPrivateDnsZoneGroup -ResourceGroupName {group} -PrivateEndpointName {name}");
    }

    private sealed record Endpoint(PrivateEndpointConnection Connection, string? Network, IReadOnlyList<(string Host, string Address)> Addresses);
}
