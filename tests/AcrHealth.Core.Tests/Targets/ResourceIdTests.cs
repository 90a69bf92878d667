using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Targets;

public sealed class ResourceIdTests
{
    private const string Network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n";

    [Fact]
    public void An_id_is_read_into_its_parts()
    {
        ResourceId id = ResourceId.Parse("/SUBSCRIPTIONS/s/resourcegroups/my group (1)/providers/microsoft.network/VirtualNetworks/n")!;

        Assert.Equal(("s", "my group (1)", "n"), (id.Subscription, id.Group, id.Name));
        Assert.True(id.IsType(ResourceId.VirtualNetworkType));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("n")]
    [InlineData("/subscriptions/s/resourceGroups/g")]
    [InlineData("subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/x")]
    [InlineData("/subscriptions/../resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n")]
    [InlineData("/subscriptions/s/resourceGroups/g?x=/providers/Microsoft.Network/virtualNetworks/n")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n%2f..")]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n\\x")]
    public void What_could_lead_elsewhere_in_a_URL_is_no_id(string? text) => Assert.Null(ResourceId.Parse(text));

    [Theory]
    [InlineData("simnet", true)]
    [InlineData("my.net_1-a", true)]
    [InlineData(Network, true)]
    [InlineData(Network + "/", true)]
    [InlineData("a b", false)]
    [InlineData("-net", false)]
    [InlineData("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/privateEndpoints/n", false)]
    public void A_virtual_network_is_named_or_given_by_its_id(string text, bool isValid) => Assert.Equal(isValid, VirtualNetworkName.IsValid(text));
}
