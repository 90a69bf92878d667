using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Network;

/// <summary>Debian's mitmproxy, which opens what passes through it, as companies' proxies do.</summary>
public sealed class InspectionTests(ProxiedRegistry registry) : IClassFixture<ProxiedRegistry>
{
    [Fact]
    public async Task An_inspecting_proxy_is_CONNECTIVITY_SSL_ERROR_that_names_its_authority_and_a_warning_once_that_is_vouched_for()
    {
        string home = registry.Directory.Make("mitmproxy");
        using Proxy proxy = await Proxy.StartMitmproxyAsync(home);
        using EnvironmentScope _ = ProxiedRegistry.Through(proxy.Url);

        ScriptOutcome unknown = registry.Check();
        ScriptOutcome vouchedFor = registry.Check(authority: Path.Combine(home, "mitmproxy-ca-cert.pem"));

        CheckResult failed = Assert.Single(unknown.Results, result => result.Status == "Failed");
        Assert.Equal("CONNECTIVITY_SSL_ERROR", failed.ErrorCode);
        Assert.Contains("CN=mitmproxy", failed.Message, StringComparison.Ordinal);
        Assert.Contains("inspects TLS", failed.Message, StringComparison.Ordinal);
        Assert.Contains($"Through the proxy {proxy.Url}", failed.Message, StringComparison.Ordinal);

        Assert.DoesNotContain(vouchedFor.Results, result => result.Status is "Failed" or "Skipped");
        CheckResult warning = Assert.Single(vouchedFor.Results, result => result.Status == "Warning");
        Assert.Equal("Tls", warning.Check);
        Assert.Contains("CN=mitmproxy", warning.Message, StringComparison.Ordinal);
        Assert.Contains("the proxy inspects the connection", warning.Message, StringComparison.Ordinal);
        Assert.Contains(warning.Remediation, step => step.Contains("TLS inspection", StringComparison.Ordinal));
    }
}
