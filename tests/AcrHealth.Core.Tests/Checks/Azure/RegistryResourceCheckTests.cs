using System.Buffers.Text;
using AcrHealth.Checks.Azure;
using AcrHealth.Core.Tests.Running;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Details;
using AcrHealth.Identity;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Checks.Azure;

[Collection(EnvironmentChangers.Name)]
public sealed class RegistryResourceCheckTests
{
    // A replica may be here, and then no pull goes far.
    [Theory]
    [InlineData("Premium", false)]
    [InlineData("Standard", true)]
    public async Task Pulls_are_said_to_cross_regions_where_there_can_be_no_replica(string sku, bool isSaid)
    {
        using var deadline = new Deadline();
        using var variables = new EnvironmentScope();
        variables["REGION_NAME"] = "North Europe";
        variables["AZURE_RESOURCE_MANAGER_ENDPOINT"] = null;
        string claims = Base64Url.EncodeToString("""{"aud":"https://management.azure.com"}"""u8);
        var pipeline = new ResourceManagerTestBed.Answers(new()
        {
            [ResourceManagerTestBed.Id] = $$"""{"location":"westeurope","sku":{"name":"{{sku}}"},"properties":{"loginServer":"contoso.azurecr.io","provisioningState":"Succeeded"} }""",
        });
        using var session = new HealthCheckSession(
            new() { SignIn = new SignInMethod.Token($"e30.{claims}.", null) },
            [],
            new RecordedEvents(),
            () => throw new InvalidOperationException(),
            () => throw new InvalidOperationException(),
            () => pipeline);
        var check = new RegistryResourceCheck();
        var context = new CheckContext(
            check, session, RegistryParser.Parse(ResourceManagerTestBed.Id, new(null, null)), new Dictionary<string, Task<CheckOutcome>>());

        CheckOutcome outcome = await check.RunAsync(context, deadline.Token);

        Assert.Equal(CheckStatus.Passed, outcome.Status);
        Assert.Equal("northeurope", Assert.IsType<RegistryResourceDetail>(outcome.Detail).MachineRegion);
        Assert.Equal(isSaid, outcome.Message.Contains("every pull crosses regions", StringComparison.Ordinal));
    }
}
