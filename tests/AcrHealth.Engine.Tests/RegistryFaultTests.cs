using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class RegistryFaultTests(Simulated simulated) : IClassFixture<Simulated>
{
    public static TheoryData<string, string> Faults => [.. Fault.All.Where(fault => fault is { Code: not null, SeenWith: null }).Select(fault => (fault.Name, fault.Code!))];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_gives_its_documented_code_and_nothing_else_fails(string fault, string code)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer, "-TimeoutSeconds 2");

        Assert.Empty(outcome.Errors);
        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal(code, failure.ErrorCode);
        Assert.NotEmpty(failure.Remediation);
        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
        AssertOrderly(outcome);
    }

    public static TheoryData<string> Oddities => [.. Fault.All.Where(fault => fault.Code is null || fault.SeenWith is not null).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Oddities))]
    public void What_is_no_fault_at_all_fails_nothing(string fault)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer);

        Assert.Empty(outcome.Errors);
        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
        Assert.DoesNotContain(outcome.Results, result => result.Status is "Failed" or "Skipped");
        AssertOrderly(outcome);
    }

    [Theory]
    [InlineData("tls-expired", "ended on")]
    [InlineData("tls-not-yet-valid", "not valid before")]
    [InlineData("tls-wrong-name", "not for localhost")]
    [InlineData("tls-untrusted", "self-signed")]
    [InlineData("tls-plain-http", "plain HTTP")]
    [InlineData("closed", "refuses connections")]
    [InlineData("hang", "no answer within 2 s")]
    [InlineData("reset", "reset")]
    [InlineData("redirect", "sends this machine elsewhere")]
    [InlineData("open", "asks nobody to sign in")]
    [InlineData("no-challenge", "no WWW-Authenticate header")]
    [InlineData("forbidden", "203.0.113.7")]
    [InlineData("too-many-requests", "throttling")]
    [InlineData("unavailable", "503")]
    [InlineData("realm-elsewhere", "No token was sent there")]
    [InlineData("realm-http", "No token was sent there")]
    [InlineData("refresh-missing", "refresh_token")]
    [InlineData("refresh-html", "text/html")]
    [InlineData("access-html", "text/html")]
    [InlineData("skewed-clock", "20 minutes behind")]
    [InlineData("slow-clock", "20 minutes ahead")]
    public void The_message_says_what_was_wrong(string fault, string says)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer, "-TimeoutSeconds 2");

        Assert.Contains(says, Assert.Single(outcome.Results, result => result.Status == "Failed").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forbidden", "Challenge", "DENIED")]
    [InlineData("refresh-denied", "RefreshToken", "UNAUTHORIZED")]
    [InlineData("access-denied", "AccessToken", "UNAUTHORIZED")]
    public void The_registrys_own_error_and_correlation_id_are_told(string fault, string check, string code)
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

    // Whatever a server does, each check ends in its time, and what it has to say is the server's fault and not ours.
    private static void AssertOrderly(ScriptOutcome outcome)
    {
        Assert.Null(outcome.Terminating);
        Assert.DoesNotContain(outcome.Results, result => result.Message.Contains("AcrHealth itself failed", StringComparison.Ordinal));
        Assert.All(outcome.Results, result => Assert.True((TimeSpan)result.Source.Properties["Duration"].Value < TimeSpan.FromSeconds(3.5), $"{result}"));
        Assert.All(outcome.Results, result => Assert.InRange(result.Message.Length, 1, 1000));
    }

    [Theory]
    [InlineData("skewed-clock")]
    [InlineData("slow-clock")]
    public void A_clock_that_is_off_costs_no_request_and_keeps_no_other_check_from_running(string fault)
    {
        using var engine = new ModuleEngine();
        long before = simulated.Azure[fault].Traffic.Requests;

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer);

        Assert.Equal("CLOCK_SKEW_ERROR", outcome.Check("ClockSkew").ErrorCode);
        Assert.Equal(fault == "skewed-clock" ? 20 : -20, Math.Round(((TimeSpan)outcome.Check("ClockSkew").DetailOf("ClockSkew")!).TotalMinutes));
        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
        Assert.Equal(4, simulated.Azure[fault].Traffic.Requests - before);
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
