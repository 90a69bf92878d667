using AcrHealth.Integration.Tests.Network;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>Covers the records of registries that a third-party DNS server and the operating system's resolver return.</summary>
public sealed class RealServerTests(RealServerRun run) : IClassFixture<RealServerRun>
{
    [Fact]
    public void Of_a_public_registry_the_chain_tells_the_region()
    {
        CheckResult dns = run.Dns("contoso.azurecr.io");

        Assert.True(dns.Status == "Passed", dns.ToString());
        Assert.Equal("koreacentral", dns.DetailOf("Region"));
        Assert.Contains("koreacentral", dns.Message, StringComparison.Ordinal);
        Assert.Equal(["20.41.0.10"], DnsRecords.Texts(dns.DetailOf("Addresses")));
        Assert.Equal(["contoso-krc.trafficmanager.net", "r0318krc.koreacentral.cloudapp.azure.com"], DnsRecords.Texts(DnsRecords.Explained(dns, "Chain")));
        Assert.Equal(Dnsmasq.Address, DnsRecords.Explained(dns, "Server"));
        Assert.Equal(false, dns.DetailOf("IsPrivateLink"));
    }

    [Fact]
    public void A_private_link_that_ends_at_a_private_address_passes()
    {
        CheckResult dns = run.Dns("linked.azurecr.io");

        Assert.True(dns.Status == "Passed", dns.ToString());
        Assert.Equal(true, dns.DetailOf("IsPrivateLink"));
        Assert.Equal(["10.1.2.3"], DnsRecords.Texts(dns.DetailOf("Addresses")));
    }

    [Fact]
    public void A_private_link_that_ends_at_a_public_address_is_a_warning_that_the_zone_is_not_linked()
    {
        CheckResult dns = run.Dns("unlinked.azurecr.io");

        Assert.True(dns.Status == "Warning", dns.ToString());
        Assert.Equal("PrivateLinkPublicAddress", dns.Finding);
        Assert.Contains("20.61.0.11", dns.Message, StringComparison.Ordinal);
        Assert.Contains(dns.Remediation, step => step.Contains("privatelink.azurecr.io", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonexistent.azurecr.io", "NXDOMAIN", "NXDomain")]
    [InlineData("registry.elsewhere.example", "REFUSED", "Refused")]
    public void A_name_that_the_server_does_not_resolve_is_CONNECTIVITY_DNS_ERROR_with_the_servers_reason(string server, string words, string outcome)
    {
        CheckResult dns = run.Dns(server);

        Assert.Equal("CONNECTIVITY_DNS_ERROR", dns.ErrorCode);
        Assert.Contains(words, dns.Message, StringComparison.Ordinal);
        Assert.Contains(Dnsmasq.Address, dns.Message, StringComparison.Ordinal);
        Assert.Equal(outcome, DnsRecords.Explained(dns, "Outcome"));
    }

    [Fact]
    public void A_registry_with_an_IPv6_address_only_passes()
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6, "This machine has no IPv6.");
        CheckResult dns = run.Dns("sixonly.azurecr.io");

        Assert.True(dns.Status == "Passed", dns.ToString());
        Assert.Equal(["2603:1000::5"], DnsRecords.Texts(dns.DetailOf("Addresses")));
        Assert.Equal(["2603:1000::5"], DnsRecords.Texts(DnsRecords.Explained(dns, "Addresses")));
    }

    [Fact]
    public void An_answer_too_long_for_a_datagram_is_fetched_whole()
    {
        CheckResult dns = run.Dns("numerous.azurecr.io");

        Assert.True(dns.Status == "Passed", dns.ToString());

        // More than the 29 that a datagram holds without EDNS; of all, a result keeps no more than it caps lists at.
        Assert.InRange(DnsRecords.Texts(dns.DetailOf("Addresses")).Distinct().Count(), 30, Dnsmasq.ManyAddresses);
        Assert.InRange(DnsRecords.Texts(DnsRecords.Explained(dns, "Addresses")).Distinct().Count(), 30, Dnsmasq.ManyAddresses);
    }

    [Fact]
    public void An_internationalised_name_is_asked_for_as_DNS_knows_it()
    {
        CheckResult dns = run.Dns("xn--bcher-kva.registry.test");

        Assert.True(dns.Status == "Passed", dns.ToString());
        Assert.Equal(["20.41.0.12"], DnsRecords.Texts(dns.DetailOf("Addresses")));
        Assert.Equal("NoError", DnsRecords.Explained(dns, "Outcome"));
    }

    [Fact]
    public void The_hosts_file_decides_though_DNS_knows_no_such_name()
    {
        CheckResult dns = run.Dns("hostsonly.azurecr.io");

        Assert.True(dns.Status == "Passed", dns.ToString());
        Assert.Equal(["127.0.0.7"], DnsRecords.Texts(dns.DetailOf("Addresses")));
        Assert.Equal("NXDomain", DnsRecords.Explained(dns, "Outcome"));
    }

    [Fact]
    public async Task A_registry_costs_one_resolution_and_one_question_to_explain_it_however_many_checks_connect_to_it()
    {
        using BackgroundProgram server = await Dnsmasq.StartAsync();
        using var sandbox = new NameSandbox(new() { Server = Dnsmasq.Address });

        await sandbox.RunAsync($"Test-AcrHealth here.registry.test:{LoopbackPorts.Free()} -Anonymous -Repository a -TimeoutSeconds 20 -ExcludeCheck Docker*, Helm*");

        // The server's output arrives with a short delay.
        string[] questions = [];
        for (int i = 0; i < 100 && questions.Length < 2; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            questions = [.. server.Said.Split('\n').Where(line => line.Contains(" here.registry.test from ", StringComparison.Ordinal))];
        }

        // The system asks for both kinds of address; the explanation asks for one, unless the run has ended before it is ready to.
        Assert.Single(questions, line => line.Contains("query[AAAA]", StringComparison.Ordinal));
        Assert.InRange(questions.Count(line => line.Contains("query[A]", StringComparison.Ordinal)), 1, 2);
        Assert.InRange(questions.Length, 2, 3);
    }

    [Fact]
    public async Task Where_the_operating_system_asks_no_DNS_server_it_is_CONNECTIVITY_DNS_ERROR_though_the_server_knows_the_name()
    {
        using BackgroundProgram server = await Dnsmasq.StartAsync();
        using var sandbox = new NameSandbox(new() { Server = Dnsmasq.Address, Sources = "files" });

        CheckResult dns = (await sandbox.CheckAsync(["contoso"], "-Check Dns")).Single(result => result.Check == "Dns");

        Assert.Equal("CONNECTIVITY_DNS_ERROR", dns.ErrorCode);
        Assert.Contains($"although the DNS server {Dnsmasq.Address} knows it", dns.Message, StringComparison.Ordinal);
        Assert.Equal(["20.41.0.10"], DnsRecords.Texts(DnsRecords.Explained(dns, "Addresses")));
    }
}
