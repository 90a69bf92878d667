using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class HealthyRegistryTests(Simulated simulated)
{
    [Fact]
    public void Every_check_of_a_healthy_registry_passes_in_the_catalogs_order()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure.Healthy.LoginServer);

        Assert.Empty(outcome.Errors);
        Assert.Equal(
            DefaultChecks.OfARegistry,
            outcome.Results.Select(result => result.Check));
        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
        Assert.All(outcome.Results, result => Assert.Equal(simulated.Azure.Healthy.LoginServer, result.Registry));
    }

    [Fact]
    public async Task A_healthy_registry_costs_one_connection_one_handshake_and_four_requests_and_four_more_to_find_its_layers()
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("healthy", TestContext.Current.CancellationToken);

        simulated.Check(engine, registry.LoginServer);

        Assert.Equal(1, registry.Traffic.Connections);
        Assert.Equal(1, registry.Traffic.TlsHandshakes);
        Assert.Equal(
            ["GET /v2/", "POST /oauth2/exchange", "POST /oauth2/token", "GET /v2/_catalog?n=3"],
            registry.Traffic.Log.Take(4).Select(request => $"{request.Method} {request.Target}"));
        Assert.Equal(8, registry.Traffic.Requests);
    }

    [Theory]
    [InlineData("two-challenges")]
    [InlineData("lower-case-challenge")]
    public void Registries_with_unusual_valid_challenges_pass(string fault)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer);

        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
    }

    [Theory]
    [InlineData("tls-expiring", "Tls", "CertificateExpiresSoon", "days")]
    [InlineData("drifting-clock", "ClockSkew", "ClockDriftingBehind", "3 minutes behind")]
    public void A_problem_ahead_is_a_warning_and_the_other_checks_run(string fault, string check, string finding, string says)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer);

        CheckResult warning = outcome.Check(check);
        Assert.Equal(("Warning", finding), (warning.Status, warning.Finding));
        Assert.Contains(says, warning.Message, StringComparison.Ordinal);
        Assert.NotEmpty(warning.Remediation);
        Assert.Null(warning.ErrorCode);
        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
    }
}
