using System.Net;
using AcrHealth.Checks.Connection;
using AcrHealth.Core.Tests.Network.Tls;
using AcrHealth.Core.Tests.Registry;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Checks.Connection;

/// <summary>A certificate that only the caller's authority vouches for, on the way to Azure's own hosts and to others.</summary>
[Collection(EnvironmentChangers.Name)]
public sealed class InspectedConnectionTests : IDisposable
{
    private readonly EnvironmentScope _variables = new();

    [Theory]
    [InlineData("contoso.azurecr.io", "TlsInspected")]
    [InlineData("registry.example", "TlsPossiblyInspected")]
    public async Task Behind_a_proxy_it_is_a_warning_that_names_the_issuer(string registry, string finding)
    {
        TestCertificate root = TestCertificate.Authority("Fabrikam inspection");
        TestCertificate certificate = TestCertificate.Server(root, registry);
        await using var proxy = new LoopbackServer(async (stream, _, stop) =>
        {
            await LoopbackServer.ReadHeadAsync(stream, stop);
            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), stop);
            await using var secure = await certificate.AcceptAsync(stream, stop);
        });
        _variables["https_proxy"] = null;
        _variables["no_proxy"] = null;
        _variables["NO_PROXY"] = null;
        _variables["HTTPS_PROXY"] = $"http://127.0.0.1:{proxy.Port}";

        CheckOutcome outcome = await CheckTestBed.RunAsync(
            new TlsCheck(),
            registry,
            new HealthCheckOptions { CertificateAuthorities = root.Root },
            (DnsCheck.CheckName, CheckOutcome.Passed("resolved").WithOutput(DnsCheck.Host, new([IPAddress.Loopback]))));
        outcome.DisposeOutput();

        Assert.Equal((CheckStatus.Warning, finding), (outcome.Status, outcome.Finding!.Name));
        Assert.Contains("CN=Fabrikam inspection", outcome.Message, StringComparison.Ordinal);
        Assert.NotNull(outcome.Find(TlsCheck.Connection));
    }

    public void Dispose() => _variables.Dispose();
}
