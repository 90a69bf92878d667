using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Targets;

public sealed class AzureCloudTests
{
    [Theory]
    [InlineData("azurecloud", AzureCloud.PublicName)]
    [InlineData("AzureChinaCloud", AzureCloud.ChinaName)]
    [InlineData("AZUREUSGOVERNMENT", AzureCloud.GovernmentName)]
    [InlineData("AzureGermanCloud", null)]
    public void Clouds_are_known_by_name_in_any_case(string name, string? cloud) => Assert.Equal(cloud, AzureCloud.ByName(name)?.Name);

    [Theory]
    [InlineData("contoso.AZURECR.io", AzureCloud.PublicName)]
    [InlineData("contoso.azurecr.io.example.com", null)]
    [InlineData("contosoazurecr.io", null)]
    [InlineData("azurecr.io", null)]
    public void A_login_server_belongs_to_a_cloud_by_its_whole_suffix(string host, string? cloud) =>
        Assert.Equal(cloud, AzureCloud.ByLoginServer(host)?.Name);

    [Fact]
    public void Every_authority_host_leads_to_its_own_cloud() => Assert.All(
        AzureCloud.All,
        cloud => Assert.All(cloud.AuthorityHosts, host => Assert.Same(cloud, AzureCloud.ByAuthority(host))));

    [Fact]
    public void Scopes_are_https_and_of_the_clouds_own_Resource_Manager() =>
        Assert.Equal(AzureCloud.All.Count, AzureCloud.All.Select(cloud => new Uri(cloud.ResourceManagerScope).Host).Distinct().Count());
}
