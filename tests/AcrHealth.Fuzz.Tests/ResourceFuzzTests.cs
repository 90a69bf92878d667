using System.Net;
using AcrHealth.AzureResourceManager;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Fuzz.Tests;

public sealed class ResourceFuzzTests
{
    private static readonly string[] JsonWords =
        ["\"properties\":", "\"identity\":", "\"encryption\":", "[", "]", "{", "}", "null", "true", "1e400", "\"\\ud800\"", "\"\\u001b[31m\"", "\"ipRules\":", ",", "//"];

    [Fact]
    public void Any_description_of_a_registry_can_be_read_and_is_harmless()
    {
        var mutator = new Mutator(
            [
                "{\"location\":\"westeurope\",\"sku\":{\"name\":\"Premium\"},\"properties\":{\"loginServer\":\"contoso.azurecr.io\",\"provisioningState\":\"Succeeded\",\"adminUserEnabled\":false}}",
                "{\"properties\":{\"networkRuleSet\":{\"defaultAction\":\"Deny\",\"ipRules\":[{\"action\":\"Allow\",\"value\":\"203.0.113.0/24\"}]},\"publicNetworkAccess\":\"Enabled\"}}",
                "{\"identity\":{\"userAssignedIdentities\":{\"/subscriptions/s\":{\"clientId\":\"c\"}}},\"properties\":{\"encryption\":{\"status\":\"enabled\",\"keyVaultProperties\":{\"identity\":\"c\"}}}}",
                "{\"properties\":{\"privateEndpointConnections\":[{\"name\":\"n\",\"properties\":{\"privateEndpoint\":{\"id\":\"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/privateEndpoints/n\"}}}]}}",
            ],
            JsonWords);
        ResourceId id = ResourceId.Parse("/subscriptions/s/resourceGroups/g/providers/p/t/n")!;

        Campaign.Run(2, mutator, body =>
        {
            if (Json.Parse(System.Text.Encoding.UTF8.GetBytes(body), out _) is not { } description)
            {
                return;
            }

            var resource = new RegistryResource(id, description);
            string?[] texts =
            [
                resource.Location, resource.Sku, resource.LoginServer, resource.ProvisioningState, resource.StatusMessage, resource.PublicNetworkAccess, resource.DefaultAction,
                resource.KeyIdentifier, resource.KeyIdentity, resource.SystemIdentity, .. resource.AllowedRanges, .. resource.DataEndpointHosts,
                .. resource.UserIdentities.Select(identity => identity.Id), .. resource.PrivateEndpointConnections.Select(connection => connection.Name),
            ];
            Assert.All(texts.OfType<string>(), HarmlessText.Check);
        });
    }

    [Fact]
    public void Any_name_is_one_word_of_a_command_line_or_is_left_out()
    {
        var mutator = new Mutator(["contoso", "my group (1)", "it's", "/subscriptions/s/resourceGroups/g", "--yes", "$(x)", "그룹"], ["'", "\"", "`", "$", ";", "|", "\n", "\u2019", "--", " "]);

        Campaign.Run(1, mutator, name =>
        {
            string word = RemedyCommands.Word(name, "name");
            Assert.DoesNotContain(word, c => c is '`' or '$' or ';' or '|' or '"' or '\n' or '\\' or '&' or '\u2018' or '\u2019');
            Assert.True(word.IndexOf(' ', StringComparison.Ordinal) < 0 || (word[0] == '\'' && word[^1] == '\''));
            Assert.DoesNotContain("'", word.Trim('\''), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Any_range_and_any_refusal_is_read_or_none()
    {
        var mutator = new Mutator(["203.0.113.0/24", "2001:db8::/33", "client with IP '203.0.113.7' is not allowed access", "::ffff:1.2.3.4/96"], ["/", ":", "'", "-1", "129", "client with IP "]);

        Campaign.Run(1, mutator, text =>
        {
            _ = AddressRange.Parse(text)?.Contains(IPAddress.Loopback);
            _ = AddressRange.Parse(text)?.Contains(IPAddress.IPv6Loopback);
            _ = RefusedAddress.Find(text);
            if (ResourceId.Parse(text) is { } id)
            {
                Assert.Equal(text, id.Text);
            }
        });
    }
}
