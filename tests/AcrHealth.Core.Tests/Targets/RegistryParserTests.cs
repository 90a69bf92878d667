using AcrHealth.Resources;
using AcrHealth.Targets;
using static AcrHealth.Core.Tests.Targets.RegistryParsing;

namespace AcrHealth.Core.Tests.Targets;

/// <summary>Covers the inputs that are accepted as registries.</summary>
public sealed class RegistryParserTests
{
    [Theory]
    [InlineData("contoso")]
    [InlineData("CONTOSO")]
    [InlineData("  contoso\t")]
    [InlineData("contoso/")]
    [InlineData("contoso.")]
    [InlineData("https://contoso")]
    [InlineData("contoso.azurecr.io")]
    [InlineData("Contoso.AzureCR.io")]
    [InlineData("contoso.azurecr.io.")]
    [InlineData("contoso.azurecr.io/")]
    [InlineData("contoso.azurecr.io./")]
    [InlineData("https://contoso.azurecr.io")]
    [InlineData("HTTPS://contoso.azurecr.io//")]
    [InlineData("contoso.azurecr.io:443")]
    [InlineData("contoso.azurecr.io.:443")]
    public void One_registry_can_be_written_in_many_ways(string input)
    {
        RegistryTarget target = Parse(input);

        Assert.Equal("contoso.azurecr.io", target.Host);
        Assert.Equal("contoso", target.Name);
        Assert.Equal(443, target.Port);
        Assert.Same(AzureCloud.Public, target.Cloud);
        Assert.Equal("contoso.azurecr.io", target.DisplayName);
        Assert.Equal(input, target.Input);
        Assert.Null(target.ResourceId);
    }

    [Theory]
    [InlineData("abcde")]
    [InlineData("12345")]
    [InlineData(Letters50)]
    [InlineData("contoso-a1b2c3d4e5f6g7h8")]
    public void Names_at_the_limits_and_with_a_label_hash_are_completed(string input)
    {
        RegistryTarget target = Parse(input);

        Assert.Equal(input + ".azurecr.io", target.Host);
        Assert.Equal(input, target.Name);
    }

    [Theory]
    [InlineData("contoso.azurecr.io", AzureCloud.PublicName)]
    [InlineData("contoso.azurecr.cn", AzureCloud.ChinaName)]
    [InlineData("contoso.azurecr.us", AzureCloud.GovernmentName)]
    [InlineData("contoso-0a1b2c3d.azurecr.us", AzureCloud.GovernmentName)]
    public void The_suffix_of_a_login_server_tells_its_cloud(string input, string cloud) =>
        Assert.Equal(cloud, Parse(input, AzureCloud.Public).Cloud!.Name);

    [Theory]
    [InlineData(AzureCloud.ChinaName, "contoso.azurecr.cn")]
    [InlineData(AzureCloud.GovernmentName, "contoso.azurecr.us")]
    public void A_short_name_gets_the_suffix_of_the_named_cloud(string cloud, string host) =>
        Assert.Equal(host, Parse("contoso", AzureCloud.ByName(cloud)).Host);

    [Fact]
    public void A_short_name_stays_without_a_host_where_the_authority_is_of_no_known_cloud()
    {
        RegistryTarget target = Parse("contoso", authority: "https://login.example.com");

        Assert.Null(target.Host);
        Assert.Null(target.Cloud);
        Assert.Equal("contoso", target.DisplayName);
    }

    [Theory]
    [InlineData("localhost", "localhost", 443, "localhost")]
    [InlineData("localhost:5000", "localhost", 5000, "localhost:5000")]
    [InlineData("https://LOCALHOST:5000/", "localhost", 5000, "localhost:5000")]
    [InlineData("registry:5000", "registry", 5000, "registry:5000")]
    [InlineData("registry.example.com:65535", "registry.example.com", 65535, "registry.example.com:65535")]
    [InlineData("registry.example.com:1", "registry.example.com", 1, "registry.example.com:1")]
    [InlineData("a_b-c.example.com", "a_b-c.example.com", 443, "a_b-c.example.com")]
    [InlineData("azurecr.io", "azurecr.io", 443, "azurecr.io")]
    [InlineData("10.0.0.4", "10.0.0.4", 443, "10.0.0.4")]
    [InlineData("10.0.0.4:5000", "10.0.0.4", 5000, "10.0.0.4:5000")]
    [InlineData("::1", "::1", 443, "[::1]")]
    [InlineData("[::1]", "::1", 443, "[::1]")]
    [InlineData("[::1]:5000", "::1", 5000, "[::1]:5000")]
    [InlineData("https://[2001:DB8::1]:5000/", "2001:db8::1", 5000, "[2001:db8::1]:5000")]
    [InlineData("bücher.example", "xn--bcher-kva.example", 443, "xn--bcher-kva.example")]
    [InlineData("레지스트리.example:5000", "xn--om2b23a15p8shb5l.example", 5000, "xn--om2b23a15p8shb5l.example:5000")]
    public void Hosts_that_are_not_Azures_are_taken_as_they_are(string input, string host, int port, string shown)
    {
        RegistryTarget target = Parse(input);

        Assert.Equal(host, target.Host);
        Assert.Equal(port, target.Port);
        Assert.Equal(shown, target.DisplayName);
        Assert.Null(target.Cloud);
        Assert.Null(target.Name);
    }

    [Fact]
    public void A_label_of_63_bytes_is_the_longest()
    {
        string label = new('a', 63);

        Assert.Equal($"{label}.example.com", Parse($"{label}.example.com").Host);
        Refuses($"{label}a.example.com", Strings.RegistryHost);
        Refuses($"{label}a.azurecr.io", Strings.RegistryHost);
        Refuses($"{new string('a', 50)}-{new string('a', 13)}", Strings.RegistryNameLength);
    }

    [Fact]
    public void A_host_of_more_than_253_bytes_is_refused()
    {
        string longest = string.Join('.', Enumerable.Repeat(new string('a', 49), 5)) + ".com";

        Assert.Equal(253, longest.Length);
        Assert.Equal(longest, Parse(longest).Host);
        Refuses("a" + longest, Strings.RegistryHost);
    }

    [Theory]
    [InlineData("/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/Contoso")]
    [InlineData("/SUBSCRIPTIONS/0/resourcegroups/rg/PROVIDERS/microsoft.containerregistry/REGISTRIES/contoso/")]
    [InlineData("subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/contoso")]
    [InlineData("/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/contoso/replications/eastus")]
    public void A_resource_id_names_the_registry(string input)
    {
        RegistryTarget target = Parse(input);

        Assert.Equal("contoso.azurecr.io", target.Host);
        Assert.Equal("contoso", target.Name);
        Assert.StartsWith("/subscriptions/0/", target.ResourceId, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("/registries/contoso", target.ResourceId, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("contoso.westus.geo.azurecr.io", "contoso", "westus", "contoso.azurecr.io")]
    [InlineData("https://Contoso-a1b2.EastUS2.geo.azurecr.cn/", "contoso-a1b2", "eastus2", "contoso-a1b2.azurecr.cn")]
    public void The_login_server_of_a_region_is_a_login_server(string input, string name, string region, string ofAllRegions)
    {
        RegistryTarget target = Parse(input);

        Assert.Equal((name, region, ofAllRegions), (target.Name, target.Region, target.LoginServerOfAllRegions));
        Assert.Equal($"{name}.{region}.geo{target.Cloud!.RegistrySuffix}", target.Host);
        Assert.Equal(name.Split('-')[0], target.ResourceName);
    }

    [Theory]
    [InlineData("contoso", false)]
    [InlineData("contoso-a1b2c3d4", false)]
    [InlineData("contoso-eu-hash", true)]
    [InlineData("contoso--hash.azurecr.io", true)]
    [InlineData("a-b-c.example.com", false)]
    public void Names_with_more_than_one_hyphen_are_looked_up_and_known_to_be_impossible(string input, bool impossible) =>
        Assert.Equal(impossible, Parse(input).HasImpossibleName);

    // A host that is accepted is put in URLs, and tokens are sent only to what IsSameOrigin recognizes.
    [Theory]
    [InlineData("-contoso.example.com")]
    [InlineData("contoso-.example.com")]
    [InlineData("_contoso.example.com")]
    [InlineData("contoso_.example.com")]
    [InlineData("a.-b.example.com")]
    [InlineData("-.example.com")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.999")]
    [InlineData("xn--zzzzzzz.example.com")]
    [InlineData("xn--.example.com")]
    [InlineData("_:5000")]
    [InlineData("fe80::1%1")]
    [InlineData("::ffff:10.0.0.4")]
    [InlineData("0x7f.1:5000")]
    [InlineData("ß.example")]
    [InlineData("faß.example")]
    public void What_is_accepted_makes_a_URL_of_its_own_origin(string input)
    {
        RegistryTarget target;
        try
        {
            target = Parse(input);
        }
        catch (FormatException)
        {
            return;
        }

        Assert.True(target.IsSameOrigin(target.Url("/v2/")), target.Url("/v2/").ToString());
    }
}
