using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Shell;

/// <summary>A machine that trusts no certificate authority at all, as a minimal container image.</summary>
public sealed class NoAuthoritiesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_sign_in_host_that_cannot_be_verified_is_no_proxy_and_the_authorities_are_to_be_installed()
    {
        await using AzureSimulator azure = await AzureSimulator.StartAsync(new(), TestContext.Current.CancellationToken);
        using var shell = new RealPowerShell(authorities: _directory.Write("none.pem", string.Empty));

        CommandResult said = await shell.RunAsync(
            ["-Command", "$result = Test-AcrHealth contoso -Check Credential -TimeoutSeconds 20 | Where-Object Check -eq Credential; $result.Finding; $result.Message; $result.Remediation[0]"],
            [("SSL_CERT_DIR", _directory.Make("none")), .. azure.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value))]);

        string[] lines = said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("SignInHostWithoutAuthorities", lines[0]);
        Assert.Contains("certificate of localhost", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Install the CA certificates: `", lines[2], StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();
}
