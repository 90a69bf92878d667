using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Servers that mean ill: what is said of each, and what each may cost. They run by themselves, because their memory is counted.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class HostileServerTests(Simulated simulated) : IClassFixture<Simulated>
{
    private const long AllowedBytes = 64 * 1024 * 1024;

    [Theory]
    [InlineData("tls-closed", "was closed in the TLS handshake")]
    [InlineData("tls-reset", "was closed in the TLS handshake")]
    [InlineData("tls-hang", "said nothing for 2 s: the TLS handshake never began")]
    [InlineData("tls-unfinished", "began the TLS handshake and did not end it within 2 s")]
    [InlineData("tls-not-tls", "does not speak TLS")]
    [InlineData("tls-old-version", "no TLS version in common")]
    [InlineData("tls-1.1", "no TLS version in common")]
    [InlineData("tls-untrusted-root", "issued by CN=A Stranger's CA, which this machine does not know and the server did not send")]
    [InlineData("tls-missing-intermediate", "issued by CN=AcrHealth Simulator Intermediate CA, which this machine does not know and the server did not send")]
    [InlineData("tls-client-certificate", "is not valid for servers")]
    [InlineData("close-after-tls", "was closed before the whole answer")]
    [InlineData("hang-after-tls", "/v2/: no answer within 2 s")]
    [InlineData("hang-in-headers", "/v2/: no answer within 2 s")]
    [InlineData("hang-in-body", "the answer (HTTP 401) began and had not ended after 2 s")]
    [InlineData("trickle-headers", "/v2/: no answer within 2 s")]
    [InlineData("trickle-body", "the answer (HTTP 401) began and had not ended after 2 s")]
    [InlineData("endless-continue", "headers are larger than any registry's")]
    [InlineData("huge-headers", "headers are larger than any registry's")]
    [InlineData("endless-body", "longer than any registry's")]
    [InlineData("not-http", "is not HTTP")]
    [InlineData("refresh-hang", "/oauth2/exchange: no answer within 2 s")]
    [InlineData("access-hang", "/oauth2/token: no answer within 2 s")]
    [InlineData("refresh-hang-in-body", "/oauth2/exchange: the answer (HTTP 200) began and had not ended after 2 s")]
    [InlineData("access-hang-in-body", "/oauth2/token: the answer (HTTP 200) began and had not ended after 2 s")]
    [InlineData("refresh-endless", "longer than any registry's")]
    [InlineData("access-huge", "longer than any registry's")]
    [InlineData("refresh-gzip", "compressed (gzip), which nobody asked for")]
    [InlineData("access-gzip", "compressed (gzip), which nobody asked for")]
    [InlineData("refresh-empty", "answered with nothing where a refresh_token should be")]
    [InlineData("access-empty", "answered with nothing where a access_token should be")]
    [InlineData("refresh-deep", "without a refresh_token")]
    [InlineData("access-wrong-type", "without a access_token")]
    [InlineData("refresh-redirect", "sends this machine elsewhere (HTTP 307")]
    [InlineData("access-redirect", "sends this machine elsewhere (HTTP 307")]
    [InlineData("challenge-504", "is failing: HTTP 504 GatewayTimeout")]
    [InlineData("refresh-500", "is failing: HTTP 500 InternalServerError")]
    [InlineData("access-503", "is failing: HTTP 503 ServiceUnavailable")]
    [InlineData("access-too-many-requests", "throttling this client, for another 30 s")]
    [InlineData("unknown-scheme", "neither a token nor a password: Negotiate")]
    [InlineData("challenge-without-realm", "no realm or no service")]
    [InlineData("challenge-without-service", "no realm or no service")]
    [InlineData("realm-path", "realm that is no URL: /oauth2/token")]
    [InlineData("realm-user-info", "No token was sent there")]
    [InlineData("realm-double-slash", "404")]
    public void What_a_hostile_server_does_is_said_in_words_that_help(string fault, string says)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer, "-TimeoutSeconds 2");

        Assert.Contains(says, Assert.Single(outcome.Results, result => result.Status == "Failed").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("huge-headers")]
    [InlineData("endless-body")]
    [InlineData("endless-continue")]
    [InlineData("gzip-challenge")]
    [InlineData("refresh-endless")]
    [InlineData("access-endless")]
    [InlineData("refresh-huge")]
    [InlineData("access-huge")]
    [InlineData("refresh-gzip")]
    [InlineData("access-gzip")]
    [InlineData("access-deep")]
    public void A_server_cannot_make_us_spend_memory(string fault)
    {
        using var engine = new ModuleEngine();
        simulated.Check(engine, simulated.Azure.Healthy.LoginServer);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        simulated.Check(engine, simulated.Azure[fault].LoginServer, "-TimeoutSeconds 2");

        // The server's share is in it: it runs in this process.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, AllowedBytes);
    }

    [Fact]
    public void A_time_to_come_back_at_is_told_in_seconds()
    {
        using var engine = new ModuleEngine();

        CheckResult challenge = simulated.Check(engine, simulated.Azure["too-many-requests-date"].LoginServer).Check("Challenge");

        Assert.Contains("for another 120 s", challenge.Message, StringComparison.Ordinal);
    }
}
