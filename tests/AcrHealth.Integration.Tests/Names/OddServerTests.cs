using System.Globalization;
using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>Covers the messages for a DNS server that responds badly, late, or not at all.</summary>
public sealed class OddServerTests(OddServerRun run) : IClassFixture<OddServerRun>
{
    [Theory]
    [InlineData("servfail.odd.test", "SERVFAIL", "ServFail")]
    [InlineData("refused.odd.test", "REFUSED", "Refused")]
    [InlineData("empty.odd.test", "has no address", "NoData")]
    [InlineData("silent.odd.test", "does not answer", "NoAnswer")]
    [InlineData("late.odd.test", "does not answer", "NoAnswer")]
    [InlineData("onlyudp.odd.test", "does not answer", "NoAnswer")]
    [InlineData("garbage.odd.test", "is not valid DNS", "Unreadable")]
    public void A_name_that_the_server_does_not_resolve_is_CONNECTIVITY_DNS_ERROR_with_what_the_server_did(string name, string words, string outcome)
    {
        CheckResult dns = run.Check("Dns", name);

        Assert.True(dns.ErrorCode == "CONNECTIVITY_DNS_ERROR", dns.ToString());
        Assert.Contains(words, dns.Message, StringComparison.Ordinal);
        Assert.Contains(OddServerRun.Server, dns.Message, StringComparison.Ordinal);
        Assert.Equal(outcome, DnsRecords.Explained(dns, "Outcome"));
        Assert.InRange((TimeSpan)dns.Source.Properties["Duration"].Value, TimeSpan.Zero, TimeSpan.FromSeconds(OddServerRun.TimeoutSeconds + 1));
        Assert.Equal(["Dns"], run.Check("Tls", name).BlockedBy);
    }

    [Fact]
    public void An_answer_that_has_to_be_fetched_again_over_TCP_passes()
    {
        CheckResult dns = run.Check("Dns", "truncated.odd.test");

        Assert.True(dns.Status == "Passed", dns.ToString());
        Assert.Equal([OddServerRun.Living], DnsRecords.Texts(dns.DetailOf("Addresses")));
        Assert.Equal([OddServerRun.Living], DnsRecords.Texts(DnsRecords.Explained(dns, "Addresses")));
    }

    // The operating system asked at the same time: whether the explanation comes in time is nothing to count on.
    [Fact]
    public void An_answer_that_takes_a_second_passes()
    {
        CheckResult dns = run.Check("Dns", "slow.odd.test");

        Assert.True(dns.Status == "Passed", dns.ToString());
        Assert.Equal([OddServerRun.Living], DnsRecords.Texts(dns.DetailOf("Addresses")));
    }

    [Fact]
    public void Aliases_that_go_round_in_a_circle_are_CONNECTIVITY_DNS_ERROR_that_says_so()
    {
        CheckResult dns = run.Check("Dns", "circle.odd.test");

        Assert.Equal("CONNECTIVITY_DNS_ERROR", dns.ErrorCode);
        Assert.Contains("form a loop", dns.Message, StringComparison.Ordinal);
        Assert.Equal(["round.odd.test", "about.odd.test", "circle.odd.test"], DnsRecords.Texts(DnsRecords.Explained(dns, "Chain")));
    }

    [Fact]
    public void A_private_link_without_a_record_is_CONNECTIVITY_DNS_ERROR_that_names_the_zone_and_does_not_doubt_the_name()
    {
        CheckResult dns = run.Check("Dns", "dangling.odd.test");

        Assert.Equal("CONNECTIVITY_DNS_ERROR", dns.ErrorCode);
        Assert.Contains("dangling.privatelink.azurecr.io", dns.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no such registry", dns.Message, StringComparison.Ordinal);
        Assert.Equal(true, dns.DetailOf("IsPrivateLink"));
    }

    [Fact]
    public void Escape_sequences_in_names_that_a_server_gives_are_not_shown()
    {
        string result = PSSerializer.Serialize(run.Check("Dns", "painted.odd.test").Source);

        Assert.Contains("cloudapp.azure.com", result, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", result, StringComparison.Ordinal);
        Assert.DoesNotContain("_x001B_", result, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void If_the_first_addresses_fail_another_address_is_used()
    {
        CheckResult dns = run.Check("Dns", "several.odd.test");

        Assert.Equal([OddServerRun.Refusing, OddServerRun.Silent, OddServerRun.Living], DnsRecords.Texts(dns.DetailOf("Addresses")));
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"{OddServerRun.Living}:{run.Port}"), run.Check("Tls", "several.odd.test").DetailOf("RemoteEndPoint"));
    }
}
