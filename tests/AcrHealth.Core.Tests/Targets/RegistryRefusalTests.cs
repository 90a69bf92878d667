using AcrHealth.Resources;
using static AcrHealth.Core.Tests.Targets.RegistryParsing;

namespace AcrHealth.Core.Tests.Targets;

/// <summary>Covers the inputs that are refused as registries, and the messages of the refusals.</summary>
public sealed class RegistryRefusalTests
{
    [Theory]
    [InlineData("/subscriptions/0")]
    [InlineData("/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/")]
    [InlineData("/subscriptions/0/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/contoso")]
    [InlineData("https://management.azure.com/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/contoso")]
    public void Another_resource_id_is_refused_with_the_shape_of_a_right_one(string input) =>
        Assert.Contains("/providers/Microsoft.ContainerRegistry/registries/<name>", Refuses(input, Strings.RegistryResourceId), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Nothing_is_refused_with_what_to_write(string input) => Assert.Equal(Strings.RegistryEmpty, Refuses(input, Strings.RegistryEmpty));

    [Theory]
    [InlineData("http://contoso.azurecr.io")]
    [InlineData("oci://contoso.azurecr.io")]
    [InlineData("://contoso.azurecr.io")]
    public void Other_schemes_are_refused(string input) => Refuses(input, Strings.RegistryScheme);

    [Theory]
    [InlineData("contoso.azurecr.io/hello-world", "contoso.azurecr.io")]
    [InlineData("https://contoso.azurecr.io/v2/", "contoso.azurecr.io")]
    [InlineData("contoso/hello-world:latest", "contoso")]
    [InlineData("contoso.azurecr.io?x=1", "contoso.azurecr.io")]
    [InlineData("contoso.azurecr.io#x", "contoso.azurecr.io")]
    [InlineData("localhost:5000/hello", "localhost:5000")]
    public void More_than_a_registry_is_refused_with_the_part_to_give(string input, string part) =>
        Assert.Contains($"Give only the login server, {part};", Refuses(input, Strings.RegistryPath), StringComparison.Ordinal);

    [Fact]
    public void Credentials_in_front_of_a_host_are_refused() => Refuses("https://user@contoso.azurecr.io", Strings.RegistryPath);

    [Theory]
    [InlineData("contoso.azurecr.io:")]
    [InlineData("contoso.azurecr.io:0")]
    [InlineData("contoso.azurecr.io:65536")]
    [InlineData("contoso.azurecr.io:-1")]
    [InlineData("contoso.azurecr.io:https")]
    [InlineData("contoso.azurecr.io: 443")]
    [InlineData("[::1]:")]
    [InlineData("[::1]x")]
    [InlineData("[::1]:99999999999999999999")]
    public void Ports_that_cannot_be_are_refused(string input) => Refuses(input, Strings.RegistryPort);

    [Theory]
    [InlineData("a..example.com")]
    [InlineData(".azurecr.io")]
    [InlineData("con toso.example.com")]
    [InlineData("contoso.example.com:1:2")]
    [InlineData("[::1")]
    [InlineData("[]:5000")]
    [InlineData("%63ontoso.example.com")]
    [InlineData("contoso\\evil.example.com")]
    [InlineData("\u001b[31m.example.com")]
    public void Hosts_that_DNS_could_not_know_are_refused(string input) => Refuses(input, Strings.RegistryHost);

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Refuses("bücher\ud800.example", Strings.RegistryHost);

    [Theory]
    [InlineData("contoso.eastus.data.azurecr.io")]
    [InlineData("contoso.geo.azurecr.io")]
    [InlineData("contoso.a.b.geo.azurecr.io")]
    [InlineData("contoso.privatelink.azurecr.io")]
    [InlineData("contoso.eastus.data.privatelink.azurecr.io")]
    public void Other_endpoints_are_refused_with_the_login_server(string input) =>
        Assert.Contains("Use contoso.azurecr.io or", Refuses(input, Strings.RegistryOtherEndpoint), StringComparison.Ordinal);

    [Theory]
    [InlineData("con_toso")]
    [InlineData("con toso")]
    [InlineData("contoso!")]
    [InlineData("-contoso")]
    [InlineData("contoso-")]
    [InlineData("cöntoso")]
    [InlineData("con_toso.azurecr.io")]
    [InlineData("cöntoso.azurecr.io")]
    [InlineData("xn--c")]
    [InlineData("/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/con_toso")]
    public void Names_with_other_characters_are_refused(string input) =>
        Assert.Contains("only letters and digits", Refuses(input, Strings.RegistryNameCharacters), StringComparison.Ordinal);

    [Theory]
    [InlineData("abcd", 4, 50)]
    [InlineData("abcd.azurecr.io", 4, 50)]
    [InlineData("a-bc.azurecr.io", 4, 63)]
    [InlineData(Letters50 + "a", 51, 50)]
    [InlineData("https://", 0, 50)]
    public void Names_of_other_lengths_are_refused_with_the_limits(string input, int length, int maximum) => Assert.EndsWith(
        $"5 to {maximum} characters, and this one has {length}.", Refuses(input, Strings.RegistryNameLength), StringComparison.Ordinal);

    [Fact]
    public void A_megabyte_is_refused_in_a_short_line()
    {
        string message = Refuses(new string('a', 1 << 20), Strings.RegistryTooLong);

        Assert.InRange(message.Length, 1, 250);
    }

    [Fact]
    public void What_a_refusal_quotes_can_be_shown_on_a_terminal() =>
        Assert.DoesNotContain(Assert.Throws<FormatException>(() => Parse("\u001b]0;title\u0007contoso\u202eoi.rcerauza")).Message, char.IsControl);
}
