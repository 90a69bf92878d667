using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AcrHealth.AzureResourceManager;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Network.Dns;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Azure;

internal sealed class PrivateEndpointCheck : ResourceManagerCheck
{
    public const string CheckName = "PrivateEndpoint";

    private const string Subnets = "/subnets/";
    private const int MostEndpoints = 50;

    private static readonly TimeSpan LookUpTime = TimeSpan.FromSeconds(5);

    public override string Name => CheckName;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.PrivateEndpoint];

    public override string Description => Strings.PrivateEndpointDescription;

    protected override async Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellationToken)
    {
        (ResourceManagerClient client, RegistryResource resource, _, _) = ViewOf(context);
        string? network = context.Options.VirtualNetwork;
        IReadOnlyList<PrivateEndpointConnection> connections = resource.PrivateEndpointConnections;
        if (connections.Count == 0)
        {
            return network is null
                ? CheckOutcome.NotApplicable(MessageFormat.Format(Strings.EndpointsNone, resource.Name))
                : Report(
                    context,
                    resource,
                    ResourceFindings.NoPrivateEndpoint,
                    new PrivateEndpointDetail { VirtualNetwork = network },
                    ("registryId", resource.Id.Text),
                    ("zone", CloudOf(resource).PrivateLinkZone));
        }

        List<string> unreadable = [];
        Endpoint[] all = await Task.WhenAll(connections.Take(MostEndpoints).Select(connection => ReadAsync(client, connection, unreadable, cancellationToken))).ConfigureAwait(false);
        Endpoint[] endpoints = network is null ? all : [.. all.Where(endpoint => IsIn(endpoint, network))];
        if (endpoints.Length == 0)
        {
            var elsewhere = new PrivateEndpointDetail { VirtualNetwork = network, Endpoints = Describe(all), Unreadable = unreadable };
            return unreadable.Count > 0
                ? CheckOutcome.NotNeeded(MessageFormat.Format(Strings.EndpointsUnreadable, resource.Name, string.Join(", ", unreadable))) with { Detail = elsewhere }
                : Report(
                    context,
                    resource,
                    ResourceFindings.NoPrivateEndpointInNetwork,
                    elsewhere,
                    ("network", network),
                    ("networks", string.Join(", ", all.Select(NetworkName).Distinct())),
                    ("registryId", resource.Id.Text),
                    ("zone", CloudOf(resource).PrivateLinkZone));
        }

        PrivateEndpointName[] names = await Task.WhenAll(
            endpoints.Where(endpoint => endpoint.Connection.IsApproved).SelectMany(endpoint => endpoint.Addresses)
                .GroupBy(pair => pair.Host, StringComparer.OrdinalIgnoreCase)
                .Select(group => LookUpAsync(group.Key, [.. group.Select(pair => pair.Address).Distinct()], cancellationToken))).ConfigureAwait(false);
        var detail = new PrivateEndpointDetail { VirtualNetwork = network, Endpoints = Describe(endpoints), Names = names, Unreadable = unreadable };
        return Evaluate(context, resource, endpoints, detail);
    }

    private static async Task<Endpoint> ReadAsync(
        ResourceManagerClient client, PrivateEndpointConnection connection, List<string> unreadable, CancellationToken cancellationToken)
    {
        if (connection.Endpoint is not { } id)
        {
            lock (unreadable)
            {
                unreadable.Add(connection.Name);
            }

            return new(connection, null, []);
        }

        if (await TryGetAsync(client, id.Text, ResourceManagerApi.Network, id.Text, unreadable, cancellationToken).ConfigureAwait(false) is not { } endpoint)
        {
            return new(connection, null, []);
        }

        string? subnet = endpoint.Text("properties", "subnet", "id");
        int end = subnet?.IndexOf(Subnets, StringComparison.OrdinalIgnoreCase) ?? -1;
        string? network = end < 0 ? null : subnet![..end];
        List<(string Host, string Address)> addresses = [];
        foreach (string nic in endpoint.Items("properties", "networkInterfaces").Select(item => item.Text("id")).OfType<string>().Where(text => ResourceId.Parse(text) is not null))
        {
            if (await TryGetAsync(client, nic, ResourceManagerApi.Network, nic, unreadable, cancellationToken).ConfigureAwait(false) is { } found)
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

    // If the interface may not be read, the endpoint itself says which addresses DNS should return.
    private static IEnumerable<(string Host, string Address)> OfSettings(JsonElement endpoint) =>
        from setting in endpoint.Items("properties", "customDnsConfigs")
        let host = setting.Text("fqdn")
        where host is not null
        from address in setting.Texts("ipAddresses")
        where IPAddress.TryParse(address, out _)
        select (host!, address);

    private static bool IsIn(Endpoint endpoint, string network) => endpoint.Network is { } own
        && (network.StartsWith('/') ? own.Equals(network.TrimEnd('/'), StringComparison.OrdinalIgnoreCase) : ResourceId.Parse(own)?.Name.Equals(network, StringComparison.OrdinalIgnoreCase) == true);

    private static async Task<PrivateEndpointName> LookUpAsync(string host, string[] expected, CancellationToken cancellationToken)
    {
        string[] resolved = [];
        try
        {
            IPAddress[] addresses = await SystemResolver.ResolveAsync(host, cancellationToken).WaitAsync(LookUpTime, cancellationToken).ConfigureAwait(false);
            resolved = [.. addresses.Select(address => address.ToString())];
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException or ArgumentException)
        {
            // The lack of addresses is a result: the name does not resolve here.
        }

        return new() { Host = host, Expected = expected, Resolved = resolved };
    }

    private static CheckOutcome Evaluate(CheckContext context, RegistryResource resource, Endpoint[] endpoints, PrivateEndpointDetail detail)
    {
        Endpoint[] waiting = [.. endpoints.Where(endpoint => !endpoint.Connection.IsApproved)];
        if (waiting.Length > 0 && (detail.VirtualNetwork is not null || waiting.Length == endpoints.Length))
        {
            return Report(
                context,
                resource,
                ResourceFindings.PrivateEndpointNotApproved,
                detail,
                ("connections", string.Join(", ", waiting.Select(Shown))),
                ("connection", waiting[0].Connection.Name),
                ("connectionId", $"{resource.Id.Text}/privateEndpointConnections/{waiting[0].Connection.Name}"));
        }

        bool mustBePrivate = detail.VirtualNetwork is not null || !resource.IsPublic;
        PrivateEndpointName[] wrong = [.. detail.Names.Where(name => IsWrong(name, mustBePrivate))];
        if (wrong.Length > 0)
        {
            CheckOutcome outcome = ReportName(context, resource, endpoints, wrong[0], detail);
            return wrong.Length == 1 ? outcome : outcome with
            {
                Message = $"{outcome.Message} {MessageFormat.Format(Strings.EndpointAlso, string.Join(", ", wrong.Skip(1).Select(name => name.Host)))}",
            };
        }

        if (waiting.Length > 0)
        {
            return Report(
                context,
                resource,
                ResourceFindings.OtherPrivateEndpointNotApproved,
                detail,
                ("connections", string.Join(", ", waiting.Select(Shown))),
                ("connection", waiting[0].Connection.Name));
        }

        if (endpoints.Where(endpoint => endpoint.Network is not null).GroupBy(endpoint => endpoint.Network, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } crowd)
        {
            return Report(
                context,
                resource,
                ResourceFindings.SeveralPrivateEndpoints,
                detail,
                ("count", crowd.Count()),
                ("network", crowd.Key),
                ("endpoints", string.Join(", ", crowd.Select(endpoint => endpoint.Connection.Endpoint?.Name))),
                ("endpointId", crowd.Last().Connection.Endpoint?.Text ?? string.Empty));
        }

        string unreadable = detail.Unreadable.Count > 0 ? MessageFormat.Format(Strings.ArmUnreadable, string.Join(", ", detail.Unreadable)) : string.Empty;
        return detail.Names.Count == 0
            ? CheckOutcome.NotNeeded(MessageFormat.Format(Strings.EndpointsUnreadable, resource.Name, string.Join(", ", detail.Unreadable))) with { Detail = detail }
            : CheckOutcome.Passed(
                (detail.Names.All(IsExpected)
                    ? MessageFormat.Format(Strings.EndpointsFine, resource.Name, string.Join(", ", detail.Names.Select(name => $"{name.Host} -> {name.Resolved[0]}")))
                    : MessageFormat.Format(Strings.EndpointsNotUsed, resource.Name)) + unreadable,
                detail);
    }

    private static bool IsExpected(PrivateEndpointName name) => name.Resolved.Any(name.Expected.Contains);

    // Without a known network, the public address may be right for this machine; an unknown private address is wrong everywhere.
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

    private static CheckOutcome ReportName(CheckContext context, RegistryResource resource, Endpoint[] endpoints, PrivateEndpointName name, PrivateEndpointDetail detail)
    {
        AzureCloud cloud = CloudOf(resource);
        ResourceId? endpoint = endpoints.Select(item => item.Connection.Endpoint).FirstOrDefault(id => id is not null);
        (string, object?)[] common =
        [
            ("host", name.Host),
            ("expected", string.Join(", ", name.Expected)),
            ("zone", cloud.PrivateLinkZone),
            ("endpoint", endpoint?.Name ?? string.Empty),
            ("endpointGroup", endpoint?.Group ?? string.Empty),
        ];
        (string, object?)[] link =
            [("network", endpoints.Select(item => item.Network).FirstOrDefault(network => network is not null) ?? string.Empty), ("registryZone", cloud.RegistryZone)];
        (string, object?) resolved = ("resolved", string.Join(", ", name.Resolved));
        return name.Resolved.Count == 0 ? Report(context, resource, ResourceFindings.PrivateNameUnresolved, detail, [.. common, .. link])
            : IsPrivate(name) ? Report(context, resource, ResourceFindings.PrivateNameOtherAddress, detail, [.. common, resolved])
            : Report(context, resource, ResourceFindings.PrivateNamePublic, detail, [.. common, .. link, resolved]);
    }

    private static AzureCloud CloudOf(RegistryResource resource) => AzureCloud.ByLoginServer(resource.LoginServer ?? string.Empty) ?? AzureCloud.Public;

    private sealed record Endpoint(PrivateEndpointConnection Connection, string? Network, IReadOnlyList<(string Host, string Address)> Addresses);
}
