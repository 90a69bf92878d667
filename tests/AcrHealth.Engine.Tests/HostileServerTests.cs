using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Servers that mean ill: what is said of each.</summary>
public sealed class HostileServerTests(Simulated simulated)
{
    [Theory]
    [InlineData("tls-closed", "TlsClosed", "during the TLS handshake")]
    [InlineData("tls-reset", "TlsClosed", "during the TLS handshake")]
    [InlineData("tls-hang", "TlsHelloUnanswered", "did not answer the TLS ClientHello within 2 s")]
    [InlineData("tls-unfinished", "TlsHandshakeStalled", "did not finish it within 2 s")]
    [InlineData("tls-not-tls", "TlsNotSpoken", "does not speak TLS")]
    [InlineData("tls-old-version", "TlsVersionMismatch", "no TLS version in common")]
    [InlineData("tls-1.1", "TlsVersionMismatch", "no TLS version in common")]
    [InlineData("tls-unknown-name", "TlsNameUnknown", "unrecognized_name")]
    [InlineData("tls-no-cipher", "TlsNoCommonCipher", "handshake_failure")]
    [InlineData("tls-alert", "TlsAlertReceived", "alert")]
    [InlineData("tls-untrusted-root", "CertificateIssuerMissing", "issued by CN=A Stranger's CA")]
    [InlineData("tls-missing-intermediate", "CertificateIssuerMissing", "issued by CN=AcrHealth Simulator Intermediate CA")]
    [InlineData("tls-client-certificate", "CertificateUsageWrong", "is not valid for servers")]
    [InlineData("close-after-tls", "ConnectionClosed", "closed before the answer came")]
    [InlineData("hang-after-tls", "RequestUnanswered", "/v2/: no answer within 2 s")]
    [InlineData("hang-in-headers", "RequestUnanswered", "/v2/: no answer within 2 s")]
    [InlineData("hang-in-body", "TransferStalled", "1 bytes arrived, then nothing more")]
    [InlineData("trickle-headers", "RequestUnanswered", "/v2/: no answer within 2 s")]
    [InlineData("trickle-body", "TransferTooSlow", "bytes arrived within 2 s")]
    [InlineData("cut-in-body", "TransferCut", "1 bytes had arrived")]
    [InlineData("endless-continue", "HeadersTooLarge", "headers of the answer are larger")]
    [InlineData("huge-headers", "HeadersTooLarge", "headers of the answer are larger")]
    [InlineData("endless-body", "AnswerTooLong", "longer than any registry's")]
    [InlineData("not-http", "AnswerNotHttp", "is not HTTP")]
    [InlineData("refresh-hang", "RequestUnanswered", "/oauth2/exchange: no answer within 2 s")]
    [InlineData("access-hang", "RequestUnanswered", "/oauth2/token: no answer within 2 s")]
    [InlineData("refresh-hang-in-body", "TransferStalled", "/oauth2/exchange, HTTP 200")]
    [InlineData("access-hang-in-body", "TransferStalled", "/oauth2/token, HTTP 200")]
    [InlineData("refresh-endless", "AnswerTooLong", "longer than any registry's")]
    [InlineData("access-huge", "AnswerTooLong", "longer than any registry's")]
    [InlineData("refresh-gzip", "TokenAnswerCompressed", "compressed (gzip)")]
    [InlineData("access-gzip", "TokenAnswerCompressed", "compressed (gzip)")]
    [InlineData("refresh-empty", "TokenAnswerEmpty", "no refresh_token")]
    [InlineData("access-empty", "TokenAnswerEmpty", "no access_token")]
    [InlineData("refresh-deep", "TokenMissing", "no refresh_token")]
    [InlineData("access-wrong-type", "TokenMissing", "no access_token")]
    [InlineData("refresh-redirect", "RequestRedirected", "HTTP 307")]
    [InlineData("access-redirect", "RequestRedirected", "HTTP 307")]
    [InlineData("challenge-504", "ServerError", "HTTP 504 GatewayTimeout")]
    [InlineData("refresh-500", "ServerError", "HTTP 500 InternalServerError")]
    [InlineData("access-503", "ServerError", "HTTP 503 ServiceUnavailable")]
    [InlineData("access-too-many-requests", "RegistryThrottledUntil", "for another 30 s")]
    [InlineData("unknown-scheme", "ChallengeSchemeUnsupported", "neither a token (Bearer) nor a password (Basic): Negotiate")]
    [InlineData("challenge-without-realm", "ChallengeIncomplete", "no realm or no service")]
    [InlineData("challenge-without-service", "ChallengeIncomplete", "no realm or no service")]
    [InlineData("realm-path", "ChallengeRealmInvalid", "not a URL: /oauth2/token")]
    [InlineData("realm-user-info", "ChallengeRealmElsewhere", "No token was sent there")]
    [InlineData("realm-double-slash", null, "404")]
    public void What_a_hostile_server_does_is_named(string fault, string? finding, string says)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer, "-TimeoutSeconds 2");

        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.True(finding is null || failure.Finding == finding, failure.Finding);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remediation);
    }

    [Fact]
    public void A_time_to_come_back_at_is_told_in_seconds()
    {
        using var engine = new ModuleEngine();

        CheckResult challenge = simulated.Check(engine, simulated.Azure["too-many-requests-date"].LoginServer).Check("Challenge");

        Assert.Contains("for another 120 s", challenge.Message, StringComparison.Ordinal);
    }
}
