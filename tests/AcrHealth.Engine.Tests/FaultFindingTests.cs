using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class FaultFindingTests(Simulated simulated)
{
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
}
