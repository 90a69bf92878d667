using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Http;
using static AcrHealth.Simulator.Faults.FaultResponses;

namespace AcrHealth.Simulator.Faults;

/// <summary>Servers that waste their clients' time or memory, or speak something else.</summary>
internal static class HostileServerFaults
{
    private const string Ssl = "CONNECTIVITY_SSL_ERROR";
    private const string NoChallenge = "CONNECTIVITY_CHALLENGE_ERROR";
    private const string RefreshToken = "CONNECTIVITY_REFRESH_TOKEN_ERROR";
    private const string AccessToken = "CONNECTIVITY_ACCESS_TOKEN_ERROR";
    private const int HugeHeader = 5 * 1024 * 1024;

    public static IEnumerable<Fault> All =>
    [
        new("tls-closed", Ssl, "It closes every connection at once.")
        {
            Expected = new("TlsClosed", "during the TLS handshake"),
            Behavior = new() { BeforeTls = RawConnections.Close },
        },
        new("tls-reset", Ssl, "It resets every connection at once.")
        {
            Expected = new("TlsClosed", "during the TLS handshake"),
            Behavior = new() { BeforeTls = RawConnections.Reset },
        },
        new("tls-hang", Ssl, "It takes connections and never begins the TLS handshake.")
        {
            Expected = new("TlsHelloUnanswered", "did not answer the TLS ClientHello within {0} s"),
            Behavior = new() { BeforeTls = RawConnections.Hang },
        },
        new("tls-unfinished", Ssl, "It begins the TLS handshake and never completes it.")
        {
            Expected = new("TlsHandshakeStalled", "did not finish it within {0} s"),
            Behavior = new() { BeforeTls = RawConnections.SayAndHang(22, 3, 3, 0, 80, 2) },
        },
        new("tls-not-tls", Ssl, "It speaks SSH.")
        {
            Expected = new("TlsNotSpoken", "does not speak TLS"),
            Behavior = new() { BeforeTls = RawConnections.Say("SSH-2.0-OpenSSH_9.2\r\n") },
        },
        new("tls-old-version", Ssl, "It refuses the TLS versions that clients support.")
        {
            Expected = new("TlsVersionMismatch", "no TLS version in common"),
            Behavior = new() { BeforeTls = RawConnections.Say(21, 3, 1, 0, 2, 2, 70) },
        },
        new("tls-1.1", Ssl, "It supports TLS 1.1 and nothing newer.")
        {
            Expected = new("TlsVersionMismatch", "no TLS version in common"),
            Behavior = new() { BeforeTls = RawConnections.Say(Tls11ServerHello()) },
        },
        new("tls-unknown-name", Ssl, "It does not know the name that it is reached by.")
        {
            Expected = new("TlsNameUnknown", "unrecognized_name"),
            Behavior = new() { BeforeTls = RawConnections.Say(21, 3, 3, 0, 2, 2, 112) },
        },
        new("tls-no-cipher", Ssl, "It has no cipher suite in common with its clients.")
        {
            Expected = new("TlsNoCommonCipher", "handshake_failure"),
            Behavior = new() { BeforeTls = RawConnections.Say(21, 3, 3, 0, 2, 2, 40) },
        },
        new("tls-alert", Ssl, "It ends the handshake with an alert of another kind.")
        {
            Expected = new("TlsAlertReceived", "alert"),
            Behavior = new() { BeforeTls = RawConnections.Say(21, 3, 3, 0, 2, 2, 80) },
        },
        new("close-after-tls", NoChallenge, "It closes the connection right after the TLS handshake.")
        {
            Expected = new("ConnectionClosed", "closed before the answer came"),
            Behavior = new() { AfterTls = RawConnections.Close },
        },
        new("hang-after-tls", NoChallenge, "It reads and sends nothing after the TLS handshake.")
        {
            Expected = new("RequestUnanswered", "/v2/: no answer within {0} s"),
            Behavior = new() { AfterTls = RawConnections.Hang },
        },
        new("hang-in-headers", NoChallenge, "It stops in the middle of the headers.")
        {
            Expected = new("RequestUnanswered", "/v2/: no answer within {0} s"),
            Behavior = new() { AfterTls = RawConnections.SayAndHang("HTTP/1.1 401 Unauthorized\r\nContent-Type: applic") },
        },
        new("hang-in-body", NoChallenge, "It stops in the middle of the body.")
        {
            Expected = new("TransferStalled", "1 bytes arrived, then nothing more"),
            Behavior = new() { Answer = AtRoot(HostileBodies.HangAsync) },
        },
        new("trickle-headers", NoChallenge, "It sends a byte of its headers a second.")
        {
            Expected = new("RequestUnanswered", "/v2/: no answer within {0} s"),
            Behavior = new() { AfterTls = RawConnections.Trickle("HTTP/1.1 401 Unauthorized\r\n") },
        },
        new("trickle-body", NoChallenge, "It sends a byte of its body a second.")
        {
            Expected = new("TransferTooSlow", "bytes arrived within {0} s"),
            Behavior = new() { Answer = AtRoot(HostileBodies.TrickleAsync) },
        },
        new("endless-continue", NoChallenge, "It answers 100 Continue without end.")
        {
            Expected = new("HeadersTooLarge", "headers of the answer are larger"),
            Behavior = new()
            {
                AfterTls = RawConnections.Repeat(string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 100)), TimeSpan.FromMilliseconds(10)),
            },
        },
        new("huge-headers", NoChallenge, "It sends 5 MB of headers.")
        {
            Expected = new("HeadersTooLarge", "headers of the answer are larger"),
            Behavior = new() { Answer = WithHeader("X-Huge", _ => new string('x', HugeHeader), (_, http, healthy) => healthy(http)) },
        },
        new("cut-in-body", NoChallenge, "It closes the connection in the middle of the body.")
        {
            Expected = new("TransferCut", "1 bytes had arrived"),
            Behavior = new() { AfterTls = RawConnections.Say("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{") },
        },
        new("endless-body", NoChallenge, "Its body never ends.")
        {
            Expected = new("AnswerTooLong", "longer than any registry's"),
            Behavior = new() { Answer = AtRoot(HostileBodies.EndlessAsync) },
        },
        new("not-http", NoChallenge, "It does not speak HTTP inside TLS.")
        {
            Expected = new("AnswerNotHttp", "is not HTTP"),
            Behavior = new() { AfterTls = RawConnections.Say("220 mail.invalid ESMTP ready\r\n") },
        },
        new("gzip-challenge", null, "The body of its challenge is compressed a thousandfold.")
        {
            Behavior = new() { Answer = UnlessAuthorized(AtRoot(HostileBodies.BombAsync)) },
        },
        new("refresh-hang", RefreshToken, "It never answers the exchange of the Entra token.")
        {
            Expected = new("RequestUnanswered", "/oauth2/exchange: no answer within {0} s"),
            Behavior = new() { Answer = At(ExchangeEndpoint.Path, Never) },
        },
        new("access-hang", AccessToken, "It never answers the request for an access token.")
        {
            Expected = new("RequestUnanswered", "/oauth2/token: no answer within {0} s"),
            Behavior = new() { Answer = At(TokenEndpoint.Path, Never) },
        },
        new("refresh-endless", RefreshToken, "Its refresh token never ends.")
        {
            Expected = new("AnswerTooLong", "longer than any registry's"),
            Behavior = new() { Answer = At(ExchangeEndpoint.Path, Ok(HostileBodies.EndlessAsync)) },
        },
        new("access-endless", AccessToken, "Its access token never ends.") { Behavior = new() { Answer = At(TokenEndpoint.Path, Ok(HostileBodies.EndlessAsync)) } },
        new("refresh-hang-in-body", RefreshToken, "It stops in the middle of the refresh token.")
        {
            Expected = new("TransferStalled", "/oauth2/exchange, HTTP 200"),
            Behavior = new() { Answer = At(ExchangeEndpoint.Path, Ok(HostileBodies.HangAsync)) },
        },
        new("access-hang-in-body", AccessToken, "It stops in the middle of the access token.")
        {
            Expected = new("TransferStalled", "/oauth2/token, HTTP 200"),
            Behavior = new() { Answer = At(TokenEndpoint.Path, Ok(HostileBodies.HangAsync)) },
        },
        new("refresh-gzip", RefreshToken, "Its refresh token is compressed a thousandfold.")
        {
            Expected = new("TokenAnswerCompressed", "compressed (gzip)"),
            Behavior = new() { Answer = At(ExchangeEndpoint.Path, Ok(HostileBodies.BombAsync)) },
        },
        new("access-gzip", AccessToken, "Its access token is compressed a thousandfold.")
        {
            Expected = new("TokenAnswerCompressed", "compressed (gzip)"),
            Behavior = new() { Answer = At(TokenEndpoint.Path, Ok(HostileBodies.BombAsync)) },
        },
    ];

    private static FaultResponse AtRoot(RequestDelegate body) => At(Root, (registry, http, _) =>
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = BearerChallenge.Of(registry.LoginServer);
        return body(http);
    });

    private static FaultResponse Ok(RequestDelegate body) => (_, http, _) => body(http);

    // RFC 4346: record (handshake, 3.2), ServerHello with that version, 32 random bytes, no session, RSA with AES-128, no compression.
    private static byte[] Tls11ServerHello() => [22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2, .. new byte[32], 0, 0, 47, 0];
}
