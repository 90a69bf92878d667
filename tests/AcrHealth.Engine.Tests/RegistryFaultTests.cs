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

    // A manifest that never comes is seen by DataEndpoint as well: DefaultDataEndpointTests has it.
    public static TheoryData<string> Oddities =>
        [.. Fault.All.Where(fault => (fault.Code is null || fault.SeenWith is not null) && fault.Name != "manifest-hang").Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Oddities))]
    public void What_is_no_fault_at_all_fails_nothing(string fault)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer);

        Assert.Empty(outcome.Errors);

        // Whether an image can be sampled behind a fault of single images is what DefaultDataEndpointTests are about.
        string[] checks = [.. outcome.Results.Select(result => result.Check)];
        Assert.Contains(checks.Length, (int[])[DefaultChecks.UpToTheApi.Count, DefaultChecks.OfARegistry.Count]);
        Assert.Equal(DefaultChecks.OfARegistry.Take(checks.Length), checks);
        Assert.DoesNotContain(outcome.Results, result => result.Status is "Failed" or "Skipped");
        AssertOrderly(outcome);
    }

    [Theory]
    [InlineData("tls-expired", "CertificateExpired", "expired on")]
    [InlineData("tls-not-yet-valid", "CertificateNotYetValid", "is not valid before")]
    [InlineData("tls-wrong-name", "CertificateNameMismatch", "not for localhost")]
    [InlineData("tls-untrusted", "CertificateSelfSigned", "self-signed")]
    [InlineData("tls-plain-http", "TlsPlainHttp", "plain HTTP")]
    [InlineData("closed", "ConnectionRefused", "refuses connections")]
    [InlineData("hang", "RequestUnanswered", "no answer within 2 s")]
    [InlineData("reset", "ConnectionReset", "reset")]
    [InlineData("redirect", "RequestRedirected", "redirected the request to https://")]
    [InlineData("open", "AuthenticationNotRequested", "did not request authentication")]
    [InlineData("no-challenge", "ChallengeMissing", "WWW-Authenticate header is missing")]
    [InlineData("not-found", "RegistryApiNotFound", "404")]
    [InlineData("proxy-password", "ProxyAnsweredRequest", "A proxy requires authentication")]
    [InlineData("teapot", "ChallengeStatusUnexpected", "418")]
    [InlineData("forbidden", "FirewallDenied", "203.0.113.7")]
    [InlineData("forbidden-script", "RegistryForbidden", "denied access before sign-in")]
    [InlineData("too-many-requests", "RegistryThrottledUntil", "throttling")]
    [InlineData("too-many-requests-silent", "RegistryThrottled", "throttling")]
    [InlineData("unavailable", "ServerError", "503")]
    [InlineData("realm-elsewhere", "ChallengeRealmElsewhere", "No token was sent there")]
    [InlineData("realm-http", "ChallengeRealmElsewhere", "No token was sent there")]
    [InlineData("custom-domain", "CustomDomain", "in front of the registry contoso.azurecr.io")]
    [InlineData("malformed-challenge", "ChallengeIncomplete", "no realm or no service")]
    [InlineData("refresh-missing", "TokenMissing", "refresh_token")]
    [InlineData("refresh-html", "TokenMissing", "text/html")]
    [InlineData("access-html", "TokenMissing", "text/html")]
    [InlineData("skewed-clock", "ClockBehind", "20 minutes behind")]
    [InlineData("slow-clock", "ClockAhead", "20 minutes ahead")]
    public void The_cause_is_named_and_the_message_says_what_was_wrong(string fault, string finding, string says)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer, "-TimeoutSeconds 2");

        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal(finding, failure.Finding);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
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
        Assert.Equal(8, simulated.Azure[fault].Traffic.Requests - before);
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
