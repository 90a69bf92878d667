using System.Net;
using AcrHealth.AzureResourceManager;

namespace AcrHealth.Core.Tests.AzureResourceManager;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.0/24", "203.0.113.255", true)]
    [InlineData("203.0.113.0/24", "203.0.114.0", false)]
    [InlineData("203.0.113.9/29", "203.0.113.15", true)]
    [InlineData("203.0.113.9/29", "203.0.113.16", false)]
    [InlineData("203.0.113.0/25", "203.0.113.128", false)]
    [InlineData("0.0.0.0/0", "198.51.100.1", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("203.0.113.7/32", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8::/33", "2001:db8:7fff::1", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::1", false)]
    [InlineData("2001:db8::1", "2001:db8::1", true)]
    [InlineData("2001:db8::/128", "2001:db8::1", false)]
    public void A_range_holds_the_addresses_that_share_its_prefix(string range, string address, bool holds) =>
        Assert.Equal(holds, AddressRange.Parse(range)!.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("")]
    [InlineData("/24")]
    [InlineData("203.0.113.0/33")]
    [InlineData("203.0.113.0/-1")]
    [InlineData("203.0.113.0/")]
    [InlineData("2001:db8::/129")]
    [InlineData("contoso")]
    public void What_is_no_range_is_none(string text) => Assert.Null(AddressRange.Parse(text));

    [Theory]
    [InlineData("client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.", "203.0.113.7")]
    [InlineData("client with IP 20.1.2.3 is not allowed access.", "20.1.2.3")]
    [InlineData("client with IP '2001:db8::7' is not allowed access", "2001:db8::7")]
    [InlineData("client with IP '999.1.1.1' is not allowed access", null)]
    [InlineData("client with IP '' is not allowed access", null)]
    [InlineData("denied", null)]
    [InlineData(null, null)]
    public void The_refused_address_is_read_from_the_registrys_words(string? message, string? address) =>
        Assert.Equal(address, RefusedAddress.Find(message)?.ToString());
}
