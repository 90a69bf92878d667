using AcrHealth.Checks.Azure;
using AcrHealth.Checks.SignIn;
using AcrHealth.Core.Tests.Running;
using AcrHealth.Details;
using AcrHealth.Reference;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Checks.Azure;

/// <summary>The commands that checks of Azure Resource Manager give: what they would do, were they typed.</summary>
public sealed class ResourceManagerAdviceTests
{
    [Fact]
    public async Task An_address_that_is_let_in_opens_the_registry_to_nobody_else()
    {
        CheckOutcome outcome = await ResourceManagerTestBed.RunAsync(
            new NetworkRulesCheck(),
            """{"properties":{"publicNetworkAccess":"Enabled","networkRuleSet":{"defaultAction":"Deny","ipRules":[]}}}""",
            ResourceManagerTestBed.Nothing,
            null,
            (ChallengeCheck.CheckName, TestOutcome.Failed(ErrorCodes.Forbidden, "refused", new HttpDetail
            {
                Request = "GET https://contoso.azurecr.io/v2/",
                StatusCode = 403,
                RegistryErrorMessage = "client with IP '203.0.113.7' is not allowed access",
            })));

        Assert.Contains(outcome.Remediation, step => step.Contains("-NetworkRuleSetDefaultAction Deny -NetworkRuleSetIPRule $rules", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_registry_that_lets_ranges_in_may_have_been_reached_by_a_private_endpoint()
    {
        CheckOutcome outcome = await ResourceManagerTestBed.RunAsync(
            new NetworkRulesCheck(),
            """{"properties":{"publicNetworkAccess":"Enabled","networkRuleSet":{"defaultAction":"Deny","ipRules":[{"value":"203.0.113.0/24"}]}}}""",
            ResourceManagerTestBed.Nothing,
            null,
            (ChallengeCheck.CheckName, CheckOutcome.Passed("asked")));

        Assert.Equal(CheckStatus.Passed, outcome.Status);
        Assert.Contains("through one of these or through a private endpoint", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_registry_to_test_again_is_the_one_of_this_login_server()
    {
        CheckOutcome outcome = await ResourceManagerTestBed.RunAsync(
            new NetworkRulesCheck(),
            """{"properties":{"loginServer":"contoso-a1b2.azurecr.us","publicNetworkAccess":"Disabled"}}""",
            ResourceManagerTestBed.Nothing,
            null,
            (ChallengeCheck.CheckName, TestOutcome.Failed(ErrorCodes.Forbidden, "refused")));

        Assert.Contains(outcome.Remediation, step => step.Contains("Test-AcrHealth contoso-a1b2.azurecr.us -VirtualNetwork", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_identity_is_given_back_by_parameters_that_there_are()
    {
        CheckOutcome outcome = await ResourceManagerTestBed.RunAsync(
            new CustomerManagedKeyCheck(),
            """{"properties":{"encryption":{"status":"enabled","keyVaultProperties":{"keyIdentifier":"https://vault.example/keys/k"}}}}""",
            ResourceManagerTestBed.Nothing);

        Assert.Equal("KeyWithoutIdentity", outcome.Finding?.Name);
        Assert.Contains("az acr identity assign --name contoso --identities <identity-id>", outcome.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Failed", true)]
    [InlineData("Failed", false)]
    [InlineData("Succeeded", true)]
    public async Task A_replica_is_named_in_commands_as_it_is_called_and_not_by_where_it_is(string state, bool hasName)
    {
        string name = hasName ? "\"name\":\"sydney\"," : string.Empty;
        CheckOutcome outcome = await ResourceManagerTestBed.RunAsync(
            new ReplicasCheck(),
            """{"sku":{"name":"Premium"}}""",
            new Dictionary<string, string>
            {
                [$"{ResourceManagerTestBed.Id}/replications"] =
                    $$"""{"value":[{ {{name}}"location":"Australia East","properties":{"provisioningState":"{{state}}","regionEndpointEnabled":false} }]}""",
            });

        string step = outcome.Remediation[0];
        Assert.Contains(hasName ? "--name sydney" : "--name <replica>", step, StringComparison.Ordinal);
        Assert.DoesNotContain("Australia", step, StringComparison.Ordinal);
        Assert.Equal("Australia East", Assert.Single(Assert.IsType<ReplicasDetail>(outcome.Detail).Replicas).Location);
    }

    [Theory]
    [InlineData("contoso.azurecr.io", "privatelink.azurecr.io")]
    [InlineData("contoso.azurecr.cn", "privatelink.azurecr.cn")]
    public async Task A_private_endpoint_is_made_with_records_in_the_zone_of_its_cloud(string loginServer, string zone)
    {
        CheckOutcome outcome = await ResourceManagerTestBed.RunAsync(
            new PrivateEndpointCheck(), $$"""{"properties":{"loginServer":"{{loginServer}}"} }""", ResourceManagerTestBed.Nothing, "simnet");

        Assert.Equal(ErrorCodes.PrivateEndpoint, outcome.ErrorCode);
        Assert.Contains(
            $"az network private-endpoint dns-zone-group create --resource-group <resource-group> --endpoint-name <name> --name default --private-dns-zone {zone} --zone-name registry",
            outcome.Remediation[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_endpoint_whose_id_cannot_be_read_is_named()
    {
        CheckOutcome outcome = await ResourceManagerTestBed.RunAsync(
            new PrivateEndpointCheck(),
            """{"properties":{"privateEndpointConnections":[{"name":"odd","properties":{"privateEndpoint":{"id":"/nowhere"}}}]}}""",
            ResourceManagerTestBed.Nothing,
            "simnet");

        Assert.Equal(CheckStatus.Skipped, outcome.Status);
        Assert.Equal(["odd"], Assert.IsType<PrivateEndpointDetail>(outcome.Detail).Unreadable);
    }
}
