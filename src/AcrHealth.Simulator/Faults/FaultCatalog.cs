using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Http;
using static AcrHealth.Simulator.Faults.FaultResponses;

namespace AcrHealth.Simulator.Faults;

/// <summary>Every fault there is.</summary>
internal static class FaultCatalog
{
    private const string Dns = "CONNECTIVITY_DNS_ERROR";
    private const string Ssl = "CONNECTIVITY_SSL_ERROR";
    private const string NoChallenge = "CONNECTIVITY_CHALLENGE_ERROR";
    private const string Forbidden = "CONNECTIVITY_FORBIDDEN_ERROR";
    private const string TooManyRequests = "CONNECTIVITY_TOOMANYREQUESTS_ERROR";
    private const string WwwAuthenticate = "CONNECTIVITY_WWW_AUTHENTICATE_ERROR";
    private const string AadLogin = "CONNECTIVITY_AAD_LOGIN_ERROR";
    private const string RefreshToken = "CONNECTIVITY_REFRESH_TOKEN_ERROR";
    private const string AccessToken = "CONNECTIVITY_ACCESS_TOKEN_ERROR";
    private const string RegistryApiCode = "REGISTRY_API_ERROR";
    private const string ClockSkew = "CLOCK_SKEW_ERROR";

    private const string Html = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in to the network.</body></html>";

    public static IReadOnlyList<Fault> All { get; } =
    [
        .. Unreachable(),
        .. BadTls(),
        .. CertificateFaults.All,
        .. HostileServerFaults.All,
        .. BadAnswers(),
        .. OddChallenges(),
        .. MalformedChallengeFaults.All,
        .. BadTokens(),
        .. TokenStepFaults.All,
        .. ThrottlingFaults.All,
        .. RefusedTokens(),
        .. PullFaults.All,
        .. ImageFaults.All,
        .. PushFaults.All,
        .. OffClocks(),
        .. HealthyAtFirstSight(),
        .. ResourceFaults.All,
    ];

    private static IEnumerable<Fault> Unreachable() =>
    [
        new("dns", Dns, "Its name does not resolve.") { Behavior = new() { Resolves = false } },
        new("closed", NoChallenge, "Nothing listens on its port.") { Expected = new("ConnectionRefused", "refuses connections"), Behavior = new() { Listens = false } },
        new("hang", NoChallenge, "It takes the request and never answers.")
        {
            Expected = new("RequestUnanswered", "no answer within {0} s"),
            Behavior = new() { Answer = Never },
        },
        new("reset", NoChallenge, "It resets the connection right after the TLS handshake.")
        {
            Expected = new("ConnectionReset", "reset"),
            Behavior = new()
            {
                AfterTls = (connection, _) =>
                {
                    connection.Abort();
                    return Task.CompletedTask;
                },
            },
        },
    ];

    private static IEnumerable<Fault> BadTls() =>
    [
        new("tls-untrusted", Ssl, "Its certificate is self-signed.")
        {
            Expected = new("CertificateSelfSigned", "self-signed"),
            Behavior = new() { Certificate = shop => shop.SelfSign() },
        },
        new("tls-expired", Ssl, "Its certificate expired yesterday.")
        {
            Expected = new("CertificateExpired", "expired on"),
            Behavior = new() { Certificate = shop => shop.Issue(notBefore: Days(-90), notAfter: Days(-1)) },
        },
        new("tls-not-yet-valid", Ssl, "Its certificate is not valid until tomorrow.")
        {
            Expected = new("CertificateNotYetValid", "is not valid before"),
            Behavior = new() { Certificate = shop => shop.Issue(notBefore: Days(1)) },
        },
        new("tls-wrong-name", Ssl, "Its certificate is for another host.")
        {
            Expected = new("CertificateNameMismatch", "not for localhost"),
            Behavior = new() { Certificate = shop => shop.Issue(hostName: "another-registry.invalid") },
        },
        new("tls-plain-http", Ssl, "It speaks plain HTTP on its port.") { Expected = new("TlsPlainHttp", "plain HTTP"), Behavior = new() { Encrypts = false } },
        new("tls-expiring", null, "Its certificate expires in 5 days.") { Behavior = new() { Certificate = shop => shop.Issue(notAfter: Days(5)) } },
    ];

    private static IEnumerable<Fault> BadAnswers() =>
    [
        new("no-challenge", NoChallenge, "It answers 401 without a challenge.")
        {
            Expected = new("ChallengeMissing", "WWW-Authenticate header is missing"),
            Behavior = new() { Answer = Challenge(_ => []) },
        },
        new("open", NoChallenge, "It answers 200 without credentials.")
        {
            Expected = new("AuthenticationNotRequested", "did not request authentication"),
            Behavior = new() { Answer = At(Root, Body("{}", "application/json")) },
        },
        new("not-found", NoChallenge, "It knows no path /v2/.")
        {
            Expected = new("RegistryApiNotFound", "404"),
            Behavior = new() { Answer = At(Root, Error(StatusCodes.Status404NotFound, "NAME_UNKNOWN", "not found")) },
        },
        new("proxy-password", NoChallenge, "A proxy in front of it answers 407.")
        {
            Expected = new("ProxyAnsweredRequest", "A proxy requires authentication"),
            Behavior = new() { Answer = At(Root, Error(StatusCodes.Status407ProxyAuthenticationRequired, "PROXY", "authentication required")) },
        },
        new("teapot", NoChallenge, "It answers 418.")
        {
            Expected = new("ChallengeStatusUnexpected", "418"),
            Behavior = new() { Answer = At(Root, Error(StatusCodes.Status418ImATeapot, "TEAPOT", "short and stout")) },
        },
        new("unavailable", NoChallenge, "It answers 503.")
        {
            Expected = new("ServerError", "503"),
            Behavior = new() { Answer = Error(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "service unavailable") },
        },
        new("redirect", NoChallenge, "It redirects to another host.")
        {
            Expected = new("RequestRedirected", "redirected the request to https://"),
            Behavior = new() { OtherHostScheme = Uri.UriSchemeHttps, Answer = At(Root, Redirect(registry => $"https://{registry.OtherHost!.Authority}{Root}")) },
        },
        new("forbidden", Forbidden, "Its firewall answers 403.")
        {
            Expected = new("FirewallDenied", "203.0.113.7"),
            Behavior = new() { Answer = Firewall, Resource = ResourceFaults.NotPublic },
        },
        new("forbidden-script", Forbidden, "Its firewall answers 403 with a script in the reason.")
        {
            Expected = new("RegistryForbidden", "denied access before sign-in"),
            Behavior = new()
            {
                Answer = Error(StatusCodes.Status403Forbidden, "DENIED", "not allowed <img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"),
            },
        },
        new("too-many-requests", TooManyRequests, "It answers 429 and asks to wait 30 seconds.")
        {
            Expected = new("RegistryThrottledUntil", "throttling"),
            Behavior = new()
            {
                Answer = WithHeader(
                    "Retry-After", _ => "30", Error(StatusCodes.Status429TooManyRequests, "TOOMANYREQUESTS", "too many requests")),
            },
        },
    ];

    private static IEnumerable<Fault> OddChallenges() =>
    [
        new("basic-only", AadLogin, "It takes user name and password with every request, and no tokens.")
        {
            Behavior = new()
            {
                Answer = (registry, http, healthy) => http.Request.Path.StartsWithSegments("/oauth2")
                    ? RegistryError.NotFoundAsync(http, "NOT_FOUND", "there is nothing here")
                    : Challenge(BasicChallenge)(registry, http, healthy),
            },
        },
        new("malformed-challenge", WwwAuthenticate, "Its challenge breaks off in the middle of a parameter.")
        {
            Expected = new("ChallengeIncomplete", "no realm or no service"),
            Behavior = new() { Answer = Challenge(registry => [$"Bearer realm=\"{BearerChallenge.Realm(registry.LoginServer)},service="]) },
        },
        new("realm-elsewhere", NoChallenge, "Its challenge sends clients to another host for tokens.")
        {
            Expected = new("ChallengeRealmElsewhere", "No token was sent there"),
            Behavior = new() { OtherHostScheme = Uri.UriSchemeHttps, Answer = Challenge(RealmOnOtherHost) },
        },
        new("custom-domain", NoChallenge, "It is a reverse proxy in front of another registry, whose challenge it hands on.")
        {
            Expected = new("CustomDomain", "in front of the registry contoso.azurecr.io"),
            Behavior = new() { Answer = Challenge(_ => [BearerChallenge.Of("contoso.azurecr.io")]) },
        },
        new("realm-http", NoChallenge, "Its challenge sends clients to a host without TLS for tokens.")
        {
            Expected = new("ChallengeRealmElsewhere", "No token was sent there"),
            Behavior = new() { OtherHostScheme = Uri.UriSchemeHttp, Answer = Challenge(RealmOnOtherHost) },
        },
    ];

    private static IEnumerable<Fault> BadTokens() =>
    [
        new("refresh-denied", RefreshToken, "It refuses to exchange the Entra token.")
        {
            Behavior = new() { Answer = At(ExchangeEndpoint.Path, (_, http, _) => RegistryError.UnauthorizedAsync(http)) },
        },
        new("user-not-registered", AccessToken, "It reports that the user name is not an application in its directory.")
        {
            Behavior = new() { Answer = At(TokenEndpoint.Path, (_, http, _) => RegistryError.UnauthorizedAsync(http, "Application not registered with AAD.")) },
        },
        new("permissions-refused", null, "Its token service refuses a request for all permissions if it would not grant each of them.")
        {
            Behavior = new() { Answer = At(TokenEndpoint.Path, RefuseIfAsked("delete")) },
        },
        new("refresh-missing", RefreshToken, "Its answer to the exchange of the Entra token has no refresh token.")
        {
            Expected = new("TokenMissing", "refresh_token"),
            Behavior = new() { Answer = At(ExchangeEndpoint.Path, Body("{}", "application/json")) },
        },
        new("refresh-html", RefreshToken, "It answers the exchange of the Entra token with a web page.")
        {
            Expected = new("TokenMissing", "text/html"),
            Behavior = new() { Answer = At(ExchangeEndpoint.Path, Body(Html, "text/html")) },
        },
        new("access-denied", AccessToken, "It refuses an access token.")
        {
            Behavior = new() { Answer = At(TokenEndpoint.Path, (_, http, _) => RegistryError.UnauthorizedAsync(http)) },
        },
        new("access-missing", AccessToken, "Its answer lacks the access token.")
        {
            Behavior = new() { Answer = At(TokenEndpoint.Path, Body("{}", "application/json")) },
        },
        new("access-html", AccessToken, "It answers the request for an access token with a web page.")
        {
            Expected = new("TokenMissing", "text/html"),
            Behavior = new() { Answer = At(TokenEndpoint.Path, Body(Html, "text/html")) },
        },
    ];

    private static IEnumerable<Fault> OffClocks() =>
    [
        new("skewed-clock", ClockSkew, "Its clock is 20 minutes ahead.")
        {
            Expected = new("ClockBehind", "20 minutes behind"),
            Behavior = new() { Answer = ClockOff(TimeSpan.FromMinutes(20)) },
        },
        new("slow-clock", ClockSkew, "Its clock is 20 minutes behind.")
        {
            Expected = new("ClockAhead", "20 minutes ahead"),
            Behavior = new() { Answer = ClockOff(TimeSpan.FromMinutes(-20)) },
        },
    ];

    private static IEnumerable<Fault> RefusedTokens() =>
    [
        new("token-refused", RegistryApiCode, "Its API refuses the access tokens that its own token service gives.")
        {
            Behavior = new() { Answer = IfAuthorizedAnywhere((_, http, _) => RegistryError.UnauthorizedAsync(http)) },
        },
        new("token-refused-403", RegistryApiCode, "Its API answers 403 to the access tokens that its own token service gives.")
        {
            Behavior = new() { Answer = IfAuthorizedAnywhere(Error(StatusCodes.Status403Forbidden, "DENIED", "requested access to the resource is denied")) },
        },
        new("api-500", RegistryApiCode, "Its API answers a request with an access token with 500.")
        {
            Behavior = new() { Answer = IfAuthorizedAnywhere(Error(StatusCodes.Status500InternalServerError, "UNKNOWN", "something went wrong")) },
        },
    ];

    private static IEnumerable<Fault> HealthyAtFirstSight() =>
    [
        new("drifting-clock", null, "Its clock is three minutes ahead.") { Behavior = new() { Answer = ClockOff(TimeSpan.FromMinutes(3)) } },
        new("two-challenges", null, "It offers Basic and Bearer, in two headers.")
        {
            Behavior = new() { Answer = Challenge(registry => [.. BasicChallenge(registry), BearerChallenge.Of(registry.LoginServer)]) },
        },
        new("lower-case-challenge", null, "Its challenge is in lower case, in another order, with blanks and an empty scope at the end.")
        {
            Behavior = new()
            {
                Answer = Challenge(registry =>
                    [$"bearer service=\"{registry.LoginServer}\",realm=\"{BearerChallenge.Realm(registry.LoginServer)}\", scope=\"\""]),
            },
        },
    ];

    private static DateTimeOffset Days(int fromNow) => DateTimeOffset.UtcNow.AddDays(fromNow);

    private static string[] BasicChallenge(SimulatedRegistry registry) => [$"Basic realm=\"https://{registry.LoginServer}\""];

    private static string[] RealmOnOtherHost(SimulatedRegistry registry)
    {
        OtherHost other = registry.OtherHost!;
        return [BearerChallenge.Text($"{other.Scheme}://{other.Authority}/oauth2/token", registry.LoginServer)];
    }
}
