using AcrHealth.Identity;
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
        Assert.Equal(may, TokenRecipient.MayHave(RegistryParser.Parse(registry, Anywhere), SignIn.Default, Anywhere));

    [Fact]
    public void In_a_cloud_that_is_not_known_any_host_may_be_a_registrys() =>
        Assert.True(TokenRecipient.MayHave(RegistryParser.Parse("registry.stack.example", Own), SignIn.Default, Own));

    [Fact]
    public void A_known_cloud_that_is_named_goes_before_the_variable()
    {
        CloudChoice named = Own with { Named = AzureCloud.Public };

        Assert.False(TokenRecipient.MayHave(RegistryParser.Parse("registry.stack.example", named), SignIn.Default, named));
    }

    [Fact]
    public void What_the_caller_brought_goes_where_the_caller_says()
    {
        RegistryTarget target = RegistryParser.Parse("ghcr.io", Anywhere);

        Assert.True(TokenRecipient.MayHave(target, new SignIn.Token("abc", null), Anywhere));
        Assert.True(TokenRecipient.MayHave(target, new SignIn.Password(new("user", "word")), Anywhere));
        Assert.False(TokenRecipient.MayHave(target, new SignIn.Entra(null, Guid.NewGuid().ToString()), Anywhere));
    }
}
