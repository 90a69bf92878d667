using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>A third-party DNS server, with a zone that looks like Azure's.</summary>
internal static class Dnsmasq
{
    /// <summary>More than a datagram holds, even one of the size that EDNS asks for.</summary>
    public const int ManyAddresses = 120;

    public const string Address = "127.53.0.2";

    public static Task<BackgroundProgram> StartAsync() => BackgroundProgram.StartAsync(
        Installed.OrSkip("dnsmasq", "dnsmasq-base"),
        [
            "--keep-in-foreground", "--user=root", "--conf-file=/dev/null", "--pid-file", "--log-facility=-", "--log-queries", "--no-resolv", "--no-hosts",
            $"--listen-address={Address}", "--bind-interfaces",
            .. Zones.Select(zone => $"--local=/{zone}/"),
            .. Records.Select(record => $"--host-record={record}"),
            .. Aliases.Select(alias => $"--cname={alias}"),
        ],
        [],
        said => said.Contains("started, version", StringComparison.Ordinal));

    // Names outside these zones are refused: no other server is queried.
    private static string[] Zones => ["azurecr.io", "azure.com", "trafficmanager.net", "test"];

    private static IEnumerable<string> Records =>
    [
        "r0318krc.koreacentral.cloudapp.azure.com,20.41.0.10",
        "linked.privatelink.azurecr.io,10.1.2.3",
        "r0419weu.westeurope.cloudapp.azure.com,20.61.0.11",
        "sixonly.azurecr.io,2603:1000::5",
        "xn--bcher-kva.registry.test,20.41.0.12",
        "here.registry.test,127.0.0.1",
        .. Enumerable.Range(1, ManyAddresses).Select(number => $"numerous.azurecr.io,10.9.8.{number}"),
    ];

    private static string[] Aliases =>
    [
        "contoso.azurecr.io,contoso-krc.trafficmanager.net",
        "contoso-krc.trafficmanager.net,r0318krc.koreacentral.cloudapp.azure.com",
        "linked.azurecr.io,linked.privatelink.azurecr.io",
        "unlinked.azurecr.io,unlinked.privatelink.azurecr.io",
        "unlinked.privatelink.azurecr.io,r0419weu.westeurope.cloudapp.azure.com",
    ];
}
