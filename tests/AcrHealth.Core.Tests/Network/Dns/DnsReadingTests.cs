using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Network.Dns;

namespace AcrHealth.Core.Tests.Network.Dns;

public sealed class DnsReadingTests
{
    [Theory]
    [InlineData("r0318eus.azurecr.io r0318eus-az.trafficmanager.net 20.eastus.cloudapp.azure.com", "eastus", false)]
    [InlineData("7.KoreaCentral.CLOUDAPP.azure.com.", "koreacentral", false)]
    [InlineData("1.chinanorth3.cloudapp.chinacloudapi.cn", "chinanorth3", false)]
    [InlineData("contoso.privatelink.azurecr.io", null, true)]
    [InlineData("contoso.privatelink.azurecr.io 7.eastus.cloudapp.azure.com", "eastus", true)]
    [InlineData("cloudapp.azure.com", null, false)]
    [InlineData("contoso.azurecr.io", null, false)]
    [InlineData("", null, false)]
    public void Region_and_private_link_are_read_from_the_alias_chain(string chain, string? region, bool privateLink)
    {
        var explanation = new DnsExplanation { Outcome = DnsOutcomes.Answered, Chain = chain.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

        DnsDetail detail = DnsReading.Detail("contoso.azurecr.io", [IPAddress.Loopback], SocketError.HostNotFound, explanation);

        Assert.Equal((region, privateLink), (detail.Region, detail.IsPrivateLink));
        Assert.Equal(["127.0.0.1"], detail.Addresses);
        Assert.Equal("HostNotFound", detail.SystemError);
    }

    [Theory]
    [InlineData("10.0.0.4", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("192.169.1.1", false)]
    [InlineData("100.64.0.1", true)]
    [InlineData("100.128.0.1", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("169.254.1.1", true)]
    [InlineData("20.62.128.0", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.0.0.4", true)]
    [InlineData("::ffff:20.62.128.0", false)]
    [InlineData("a00::1", false)]
    [InlineData("2603:1030::1", false)]
    public void Addresses_of_private_networks_are_known(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, DnsReading.IsPrivate([IPAddress.Parse(address)]));

    [Fact]
    public void One_public_address_makes_them_public() =>
        Assert.False(DnsReading.IsPrivate([IPAddress.Parse("10.0.0.4"), IPAddress.Parse("20.62.128.0")]));
}
