using AcrHealth.Simulator.Registry;
using static AcrHealth.Simulator.Faults.FaultResponses;

namespace AcrHealth.Simulator.Faults;

/// <summary>Challenges as they are found in the wild: right ones that look wrong, and wrong ones that look right.</summary>
internal static class MalformedChallengeFaults
{
    private const string WwwAuthenticate = "CONNECTIVITY_WWW_AUTHENTICATE_ERROR";

    public static IEnumerable<Fault> All =>
    [
        new("unknown-scheme", WwwAuthenticate, "It asks for Negotiate only.")
        {
            Expected = new("ChallengeSchemeUnsupported", "neither a token (Bearer) nor a password (Basic): Negotiate"),
            Behavior = new() { Answer = Challenge(_ => ["Negotiate"]) },
        },
        new("empty-challenge", WwwAuthenticate, "Its challenge is empty.") { Behavior = new() { Answer = Challenge(_ => [" "]) } },
        new("challenge-without-realm", WwwAuthenticate, "Its challenge names no realm.")
        {
            Expected = new("ChallengeIncomplete", "no realm or no service"),
            Behavior = new() { Answer = Challenge(registry => [$"Bearer service=\"{registry.LoginServer}\""]) },
        },
        new("challenge-without-service", WwwAuthenticate, "Its challenge names no service.")
        {
            Expected = new("ChallengeIncomplete", "no realm or no service"),
            Behavior = new() { Answer = Challenge(registry => [$"Bearer realm=\"{BearerChallenge.Realm(registry.LoginServer)}\""]) },
        },
        new("realm-path", WwwAuthenticate, "Its challenge names a path for a realm.")
        {
            Expected = new("ChallengeRealmInvalid", "not a URL: /oauth2/token"),
            Behavior = new() { Answer = Challenge(registry => [BearerChallenge.Text("/oauth2/token", registry.LoginServer)]) },
        },
        new("realm-user-info", "CONNECTIVITY_CHALLENGE_ERROR", "The realm of its challenge has a user name, so that it looks like another host.")
        {
            Expected = new("ChallengeRealmElsewhere", "No token was sent there"),
            Behavior = new()
            {
                Answer = Challenge(registry => [BearerChallenge.Text(BearerChallenge.Realm(registry.LoginServer).Replace("https://", "https://contoso.azurecr.io@", StringComparison.Ordinal), registry.LoginServer)]),
            },
        },
        new("realm-double-slash", "CONNECTIVITY_ACCESS_TOKEN_ERROR", "Its challenge's realm has a path that would name another host if taken by itself.")
        {
            Expected = new(null, "404"),
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                Answer = Challenge(registry => [BearerChallenge.Text($"https://{registry.LoginServer}//{registry.OtherHost!.Authority}/oauth2/token", registry.LoginServer)]),
            },
        },
        new("doubled-challenge", null, "It sends the same challenge in two headers.")
        {
            Behavior = new() { Answer = Challenge(registry => [BearerChallenge.Of(registry.LoginServer), BearerChallenge.Of(registry.LoginServer)]) },
        },
        new("doubled-parameter", null, "Its challenge has its parameters twice.")
        {
            Behavior = new() { Answer = Challenge(registry => [$"{BearerChallenge.Of(registry.LoginServer)},realm=\"https://elsewhere.invalid/\",service=\"elsewhere\""]) },
        },
        new("quoted-comma", null, "Its challenge has commas and escaped quotes in a quoted parameter.")
        {
            Behavior = new()
            {
                Answer = Challenge(registry =>
                    [$"Bearer error_description=\"a, Basic realm=\\\"b\\\", c\",realm=\"{BearerChallenge.Realm(registry.LoginServer)}\" , service=\"{registry.LoginServer}\""]),
            },
        },
        new("several-schemes", null, "It offers Negotiate, Basic and Bearer in one header.")
        {
            Behavior = new() { Answer = Challenge(registry => [$"Negotiate, Basic realm=\"Login\", {BearerChallenge.Of(registry.LoginServer)}"]) },
        },
    ];
}
