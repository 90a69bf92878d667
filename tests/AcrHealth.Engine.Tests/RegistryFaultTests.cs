using System.Globalization;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class RegistryFaultTests(Simulated simulated)
{
    private const int TimeoutSeconds = 2;

    public static TheoryData<string, string> Faults => [.. Fault.All.Where(fault => fault is { Code: not null, SeenWith: null }).Select(fault => (fault.Name, fault.Code!))];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_gives_its_documented_code_finding_and_message_and_nothing_else_fails(string fault, string code)
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = simulated.Azure[fault];

        ScriptOutcome outcome = simulated.Check(engine, registry.LoginServer, $"-TimeoutSeconds {TimeoutSeconds}");

        Assert.Empty(outcome.Errors);
        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal(code, failure.ErrorCode);
        Assert.NotEmpty(failure.Remediation);
        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
        OrderlyRun.Assert(outcome);
        if (registry.Fault.Expected is { } expected)
        {
            Assert.True(expected.Name is null || failure.Finding == expected.Name, failure.Finding);
            Assert.Contains(expected.Words.Replace("{0}", TimeoutSeconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_fault_with_an_expected_finding_is_tried() =>
        Assert.All(Fault.All.Where(fault => fault.Expected is not null), fault => Assert.True(fault is { Code: not null, SeenWith: null }, fault.Name));

    [Fact]
    public void A_Retry_After_date_is_reported_in_seconds()
    {
        using var engine = new ModuleEngine();

        CheckResult challenge = simulated.Check(engine, simulated.Azure["too-many-requests-date"].LoginServer).Check("Challenge");

        Assert.Contains("for another 120 s", challenge.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_registry_behind_a_custom_domain_is_named_in_the_first_remedy_and_gets_no_token()
    {
        using var engine = new ModuleEngine();

        CheckResult challenge = simulated.Check(engine, simulated.Azure["custom-domain"].LoginServer).Check("Challenge");

        Assert.Contains("Test-AcrHealth contoso.azurecr.io", challenge.Remediation[0], StringComparison.Ordinal);
        Assert.Contains(simulated.Authority, challenge.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_that_a_firewall_denied_is_in_the_command_that_allows_it() => Assert.Contains(
        "--ip-address 203.0.113.7",
        simulated.Check(new ModuleEngine(), simulated.Azure["forbidden"].LoginServer).Check("Challenge").Remediation[0],
        StringComparison.Ordinal);

    [Theory]
    [InlineData("forbidden", "Challenge", "DENIED")]
    [InlineData("refresh-denied", "RefreshToken", "UNAUTHORIZED")]
    [InlineData("access-denied", "AccessToken", "UNAUTHORIZED")]
    public void The_registrys_own_error_and_correlation_id_are_reported(string fault, string check, string code)
    {
        using var engine = new ModuleEngine();

        CheckResult failure = simulated.Check(engine, simulated.Azure[fault].LoginServer).Check(check);

        Assert.Equal(code, failure.DetailOf("RegistryErrorCode"));
        Assert.Contains(code, failure.Message, StringComparison.Ordinal);
        string correlation = Assert.IsType<string>(failure.DetailOf("CorrelationId"));
        Assert.Contains(correlation, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redirect")]
    [InlineData("realm-elsewhere")]
    [InlineData("realm-http")]
    [InlineData("realm-double-slash")]
    [InlineData("refresh-redirect")]
    [InlineData("access-redirect")]
    public void Nothing_is_sent_to_another_host(string fault)
    {
        using var engine = new ModuleEngine();

        simulated.Check(engine, simulated.Azure[fault].LoginServer);

        Assert.Equal(0, simulated.Azure[fault].OtherHost!.Traffic.Connections);
    }

    [Theory]
    [InlineData("skewed-clock")]
    [InlineData("slow-clock")]
    public async Task A_wrong_clock_needs_no_extra_request_and_blocks_no_other_check(string fault)
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync(fault, TestContext.Current.CancellationToken);

        ScriptOutcome outcome = simulated.Check(engine, registry.LoginServer);

        Assert.Equal("CLOCK_SKEW_ERROR", outcome.Check("ClockSkew").ErrorCode);
        Assert.Equal(fault == "skewed-clock" ? 20 : -20, Math.Round(((TimeSpan)outcome.Check("ClockSkew").DetailOf("ClockSkew")!).TotalMinutes));
        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
        Assert.Equal(8, registry.Traffic.Requests);
    }

    [Fact]
    public void Checks_behind_a_failure_are_skipped_and_name_what_blocked_them()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure["forbidden"].LoginServer);

        Assert.Equal(["Challenge"], outcome.Check("EntraLogin").BlockedBy);
        Assert.Equal(["EntraLogin"], outcome.Check("RefreshToken").BlockedBy);
        Assert.Equal(["RefreshToken"], outcome.Check("AccessToken").BlockedBy);
        Assert.Equal("Passed", outcome.Check("Credential").Status);
    }

    [Fact]
    public void A_hanging_registry_does_not_hold_up_the_results_of_another()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(
            "param($hanging, $healthy, $authority) Test-AcrHealth $hanging, $healthy -CACertificate $authority -Anonymous -ExcludeCheck Docker*, Helm* -TimeoutSeconds 3",
            simulated.Azure["hang"].LoginServer,
            simulated.Azure.Healthy.LoginServer,
            simulated.Authority);

        Assert.Equal(
            [
                .. Enumerable.Repeat(simulated.Azure.Healthy.LoginServer, DefaultChecks.OfARegistry.Count),
                .. Enumerable.Repeat(simulated.Azure["hang"].LoginServer, DefaultChecks.OfARegistry.Count),
            ],
            outcome.Results.Select(result => result.Registry));
    }
}
