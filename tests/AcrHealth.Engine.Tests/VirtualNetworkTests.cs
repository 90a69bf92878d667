using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the search for a private endpoint in a virtual network.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class VirtualNetworkTests(Simulated simulated) : IDisposable
{
    private readonly ResourceManagerSandbox _sandbox = new(simulated);

    private AzureSimulator Azure => _sandbox.Azure;

    [Theory]
    [InlineData("private-endpoint", "simnet", "Passed")]
    [InlineData("private-endpoint", "SimNet", "Passed")]
    [InlineData("private-endpoint", "othernet", "Failed")]
    [InlineData("healthy", "simnet", "Failed")]
    [InlineData("private-endpoint-mismatch", "simnet", "Failed")]
    [InlineData("private-endpoint-public", "simnet", "Failed")]
    public void A_network_is_looked_for_by_its_name(string fault, string network, string status)
    {
        CheckResult result = _sandbox.Ask(fault, $"-VirtualNetwork {network}").Check("PrivateEndpoint");

        Assert.Equal(status, result.Status);
        Assert.Equal(status == "Failed" ? "PRIVATE_ENDPOINT_ERROR" : null, result.ErrorCode);
        string? finding = (fault, network) switch
        {
            ("healthy", _) => "NoPrivateEndpoint",
            (_, "othernet") => "NoPrivateEndpointInNetwork",
            ("private-endpoint-mismatch", _) => "PrivateNameOtherAddress",
            ("private-endpoint-public", _) => "PrivateNamePublic",
            _ => null,
        };
        Assert.Equal(finding, result.Finding);
    }

    [Fact]
    public void A_network_is_looked_for_by_its_resource_id()
    {
        string id = Azure.ResourceManager.VirtualNetworkId;

        Assert.Equal("Passed", _sandbox.Ask("private-endpoint", $"-VirtualNetwork {id}").Check("PrivateEndpoint").Status);
        Assert.Equal("Failed", _sandbox.Ask("private-endpoint", $"-VirtualNetwork {id}2").Check("PrivateEndpoint").Status);
    }

    [Theory]
    [InlineData("'a b'")]
    [InlineData("/subscriptions/x/virtualNetworks/y")]
    public void What_can_be_no_network_is_refused(string network) =>
        Assert.Contains("virtualNetworks", _sandbox.Engine.Run($"Test-AcrHealth localhost:1 -VirtualNetwork {network}").Refusal, StringComparison.Ordinal);

    public void Dispose() => _sandbox.Dispose();
}
