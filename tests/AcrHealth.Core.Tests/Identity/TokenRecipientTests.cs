using System.Net;
using AcrHealth.Identity;
using AcrHealth.Network;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Identity;

public sealed class TokenRecipientTests
{
    private static readonly CloudChoice Anywhere = new(null, null);
    private static readonly CloudChoice Own = new(null, new("https://login.stack.example/"));

    [Theory]
    [InlineData("contoso", true)]
    [InlineData("contoso.azurecr.io", true)]
    [InlineData("contoso-a1b2.azurecr.cn", true)]
    [InlineData("contoso.azurecr.us:5000", true)]
    [InlineData("localhost:5000", true)]
    [InlineData("registry.localhost:5000", true)]
    [InlineData("127.0.0.2:5000", true)]
    [InlineData("[::1]:5000", true)]
    [InlineData("ghcr.io", false)]
    [InlineData("contoso.azurecr.oi", false)]
    [InlineData("azurecr.io", false)]
    [InlineData("contosoazurecr.io", false)]
    [InlineData("contoso.azurecr.io.example", false)]
    [InlineData("localhost.example", false)]
    [InlineData("notlocalhost.example", false)]
    [InlineData("10.1.2.3", false)]
    public void The_identitys_token_is_for_Azures_hosts_and_this_machine(string registry, bool may) =>
        Assert.Equal(may, TokenRecipient.MayHave(RegistryParser.Parse(registry, Anywhere), SignInMethod.Default, Anywhere, isHere: true));

    // A DNS server answers for names below localhost whatever it likes, and a proxy looks them up on its own machine.
    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("registry.localhost:5000")]
    [InlineData("127.0.0.1:5000")]
    public void This_machine_is_where_the_connection_ends_and_not_a_name(string registry) =>
        Assert.False(TokenRecipient.MayHave(RegistryParser.Parse(registry, Anywhere), SignInMethod.Default, Anywhere, isHere: false));

    [Theory]
    [InlineData(true, null, "127.0.0.1", "::1")]
    [InlineData(false, null, "127.0.0.1", "10.1.2.3")]
    [InlineData(false, null, "192.0.2.1")]
    [InlineData(false, null)]
    [InlineData(false, "http://proxy:3128", "127.0.0.1")]
    public void A_connection_ends_here_if_all_addresses_are_loopback_and_no_proxy_is_in_between(bool isHere, string? proxy, params string[] addresses)
    {
        var route = new RegistryRoute(
            RegistryParser.Parse("registry.localhost:5000", Anywhere), [.. addresses.Select(IPAddress.Parse)], proxy is null ? null : new Uri(proxy), []);

        Assert.Equal(isHere, route.IsHere);
    }

    [Fact]
    public void In_a_cloud_that_is_not_known_any_host_may_be_a_registrys() =>
        Assert.True(TokenRecipient.MayHave(RegistryParser.Parse("registry.stack.example", Own), SignInMethod.Default, Own, isHere: false));

    [Fact]
    public void A_known_cloud_that_is_named_goes_before_the_variable()
    {
        CloudChoice named = Own with { Named = AzureCloud.Public };

        Assert.False(TokenRecipient.MayHave(RegistryParser.Parse("registry.stack.example", named), SignInMethod.Default, named, isHere: false));
    }

    [Fact]
    public void What_the_caller_brought_goes_where_the_caller_says()
    {
        RegistryTarget target = RegistryParser.Parse("ghcr.io", Anywhere);

        Assert.True(TokenRecipient.MayHave(target, new SignInMethod.Token("abc", null), Anywhere, isHere: false));
        Assert.True(TokenRecipient.MayHave(target, new SignInMethod.Password(new("user", "word")), Anywhere, isHere: false));
        Assert.False(TokenRecipient.MayHave(target, new SignInMethod.Entra(null, Guid.NewGuid().ToString()), Anywhere, isHere: false));
    }
}
