using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Targets;

public sealed class CloudChoiceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_choice_it_is_the_public_cloud(string? variable)
    {
        var choice = CloudChoice.From(null, variable);

        Assert.Null(choice.Authority);
        Assert.Same(AzureCloud.Public, choice.ForShortNames);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/", AzureCloud.PublicName)]
    [InlineData("login.chinacloudapi.cn", AzureCloud.ChinaName)]
    [InlineData(" https://LOGIN.microsoftonline.us ", AzureCloud.GovernmentName)]
    public void A_known_authority_host_chooses_its_cloud(string variable, string cloud) =>
        Assert.Equal(cloud, CloudChoice.From(null, variable).ForShortNames!.Name);

    [Fact]
    public void An_unknown_authority_host_chooses_none() => Assert.Null(CloudChoice.From(null, "https://localhost:8443/adfs").ForShortNames);

    [Fact]
    public void The_named_cloud_goes_before_the_authority_host() =>
        Assert.Same(AzureCloud.China, CloudChoice.From(AzureCloud.China, "login.microsoftonline.us").ForShortNames);

    [Theory]
    [InlineData("http://login.microsoftonline.com")]
    [InlineData("ftp://login.microsoftonline.com")]
    [InlineData("https://")]
    [InlineData("two words")]
    public void An_authority_that_is_not_https_is_refused(string variable) =>
        Assert.Throws<FormatException>(() => CloudChoice.From(null, variable));

    [Fact]
    public void Signing_in_follows_the_named_cloud_then_the_variable_then_the_registry()
    {
        var registry = new RegistryTarget { Input = "contoso.azurecr.cn", Host = "contoso.azurecr.cn", Cloud = AzureCloud.China };
        var elsewhere = new RegistryTarget { Input = "localhost:5000", Host = "localhost", Port = 5000 };

        Assert.Equal(AzureCloud.Government.AuthorityHost, CloudChoice.From(AzureCloud.Government, "login.example.com").AuthorityFor(registry));
        Assert.Equal(new Uri("https://login.example.com/"), CloudChoice.From(null, "login.example.com").AuthorityFor(registry));
        Assert.Equal(AzureCloud.China.AuthorityHost, CloudChoice.From(null, null).AuthorityFor(registry));
        Assert.Equal(AzureCloud.Public.AuthorityHost, CloudChoice.From(null, null).AuthorityFor(elsewhere));
    }
}
