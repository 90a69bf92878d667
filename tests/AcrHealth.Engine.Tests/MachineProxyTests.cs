using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the check of this machine's proxy, with variables of our own.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class MachineProxyTests(Simulated simulated) : IDisposable
{
    private readonly ContainerClientSandbox _sandbox = new(simulated);

    [Fact]
    public void A_proxy_is_reported_with_its_variable_and_the_entry_that_excludes_the_registry()
    {
        using var _ = new EnvironmentScope(("HTTPS_PROXY", $"http://alice:{ContainerClientSandbox.Canary}@127.0.0.1:9"), ("https_proxy", null), ("NO_PROXY", "example.com, localhost"), ("no_proxy", null));

        ScriptOutcome outcome = _sandbox.Check("-ExcludeCheck Docker*, Helm*");

        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
        CheckResult proxy = outcome.Check("Proxy");
        Assert.Equal("Passed", proxy.Status);
        Assert.Contains("NO_PROXY excludes it (localhost) from the proxy http://127.0.0.1:9, set by HTTPS_PROXY", proxy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_proxy_is_one_failure_of_Proxy_and_the_rest_waits_for_it()
    {
        using var _ = new EnvironmentScope(("HTTPS_PROXY", "socks5://127.0.0.1:9"), ("https_proxy", null), ("NO_PROXY", null), ("no_proxy", null));

        ScriptOutcome outcome = _sandbox.Check("-ExcludeCheck Docker*, Helm*");

        Assert.Equal("PROXY_ERROR", Assert.Single(outcome.Results, result => result.Status == "Failed").ErrorCode);
        Assert.Equal(["Proxy"], outcome.Check("Tls").BlockedBy);
        Assert.Equal(["Tls"], outcome.Check("Challenge").BlockedBy);
    }

    [Fact]
    public void Without_the_check_of_the_proxy_Tls_tells_it_by_itself()
    {
        using var _ = new EnvironmentScope(("HTTPS_PROXY", "socks5://127.0.0.1:9"), ("https_proxy", null), ("NO_PROXY", null), ("no_proxy", null));

        Assert.Equal("CONNECTIVITY_CHALLENGE_ERROR", _sandbox.Check("-ExcludeCheck Docker*, Helm*, Proxy").Check("Tls").ErrorCode);
    }

    public void Dispose() => _sandbox.Dispose();
}
