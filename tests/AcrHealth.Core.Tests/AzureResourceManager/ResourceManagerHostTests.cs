using AcrHealth.AzureResourceManager;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.AzureResourceManager;

[Collection(EnvironmentChangers.Name)]
public sealed class ResourceManagerHostTests : IDisposable
{
    private readonly EnvironmentScope _variables = new()
    {
        [ResourceManagerHost.EndpointVariable] = null,
        [ResourceManagerHost.AudienceVariable] = null,
    };

    [Theory]
    [InlineData("contoso.azurecr.io", "https://management.azure.com/")]
    [InlineData("contoso.azurecr.cn", "https://management.chinacloudapi.cn/")]
    [InlineData("contoso.azurecr.us", "https://management.usgovcloudapi.net/")]
    [InlineData("registry.example.com", "https://management.azure.com/")]
    public void A_registrys_cloud_has_its_own(string registry, string endpoint) => Assert.Equal(new(endpoint), Find(registry, new(null, null))!.Endpoint);

    [Fact]
    public void The_cloud_of_the_authority_goes_before_that_of_the_registry() =>
        Assert.Equal(AzureCloud.China.ResourceManager, Find("contoso.azurecr.io", new(null, AzureCloud.China.AuthorityHost))!.Endpoint);

    [Fact]
    public void An_authority_that_is_of_no_known_cloud_has_none() => Assert.Null(Find("contoso.azurecr.io", new(null, new("https://login.example.com/"))));

    [Fact]
    public void The_variable_names_another_for_the_same_tokens()
    {
        _variables[ResourceManagerHost.EndpointVariable] = "https://localhost:8443";

        ResourceManagerHost host = Find("contoso.azurecr.io", new(null, new("https://login.example.com/")))!;

        Assert.Equal(new("https://localhost:8443/"), host.Endpoint);
        Assert.True(host.IsAudience("https://management.core.windows.net/"));
    }

    [Fact]
    public void The_variable_beside_it_names_other_tokens_and_then_no_others_are_for_it()
    {
        _variables[ResourceManagerHost.EndpointVariable] = "https://localhost:8443/";
        _variables[ResourceManagerHost.AudienceVariable] = "https://stack.example.com/";

        ResourceManagerHost host = Find("contoso.azurecr.io", new(null, null))!;

        Assert.Equal("https://stack.example.com/.default", host.Scope);
        Assert.True(host.IsAudience("https://stack.example.com"));
        Assert.False(host.IsAudience("https://management.azure.com"));
    }

    [Fact]
    public void A_cloud_that_is_named_goes_before_the_variable()
    {
        _variables[ResourceManagerHost.EndpointVariable] = "https://localhost:8443/";

        Assert.Equal(AzureCloud.Public.ResourceManager, Find("contoso.azurecr.io", new(AzureCloud.Public, null))!.Endpoint);
    }

    [Theory]
    [InlineData("http://localhost/")]
    [InlineData("https://user:secret@localhost/")]
    [InlineData("https://localhost/path")]
    [InlineData("https://localhost/?x")]
    [InlineData("localhost")]
    public void A_variable_that_is_no_https_URL_of_a_host_is_refused(string value)
    {
        _variables[ResourceManagerHost.EndpointVariable] = value;

        Assert.Throws<FormatException>(() => Find("contoso.azurecr.io", new(null, null)));
    }

    [Theory]
    [InlineData("https://containerregistry.azure.net")]
    [InlineData("https://management.azure.com.example.com")]
    [InlineData("")]
    [InlineData(null)]
    public void Tokens_for_others_are_not_for_it(string? audience) => Assert.False(Find("contoso.azurecr.io", new(null, null))!.IsAudience(audience));

    [Theory]
    [InlineData("https://management.azure.com")]
    [InlineData("https://management.azure.com/")]
    [InlineData("https://management.core.windows.net/")]
    public void Its_tokens_name_it_in_both_ways(string audience) => Assert.True(Find("contoso.azurecr.io", new(null, null))!.IsAudience(audience));

    public void Dispose() => _variables.Dispose();

    private static ResourceManagerHost? Find(string registry, CloudChoice choice) => ResourceManagerHost.For(choice, RegistryParser.Parse(registry, choice));
}
