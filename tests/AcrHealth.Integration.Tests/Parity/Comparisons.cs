using System.Net;
using AcrHealth.Simulator;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>All that is put before the Azure CLI and before us, and our reasons where we differ.</summary>
internal static class Comparisons
{
    private const string NoTimeout = "The Azure CLI sets no timeout: it waits until it is stopped, and reports nothing.";
    private const string NoLimit = "The Azure CLI sets no limit on the size of a response: it reads until it is stopped or its memory is used up.";
    private const string ByChance = "The TCP connection succeeded and TLS did not. The Azure CLI reports one of two codes, depending on when the end of the connection reaches it.";
    private const string Throttling = "Azure's reference has a code for status 429. The Azure CLI reports the code of the step in which the registry throttled.";
    private const string ThrottlingPasses =
        "The registry answers the second request, so nothing fails; throttling is a warning. The Azure CLI sends one request and reports a failure of the step.";
    private const string NotProperly =
        "The reference gives this code to a registry that did not request Basic or Bearer correctly. The Azure CLI reports that the registry does not support Entra ID, which its answer does not say.";
    private const string NoToken = "The response of this step has no token, which is the code's meaning. The Azure CLI reads the response without checking it, and fails with a traceback.";
    private const string NoTokenOfUse = "The response of this step has a value that is not a token. The Azure CLI uses it as one.";
    private const string TooMuch = "No registry sends a response of that size. AcrHealth stops at 256 KiB; the Azure CLI reads all of it.";
    private const string InOrder = "The header is valid and complete. The Azure CLI splits it at spaces, commas and equals signs, also inside quotation marks.";
    private const string NotAsked = "Sign-in works and the registry refuses every request after it. The Azure CLI stops after the access token and never sends it to the registry.";
    private const string PullNotTried =
        "Sign-in works and the pull does not, which `-Repository` tests. The Azure CLI stops after the access token.";
    private const string LayersNotFollowed =
        "Sign-in works and every pull hangs or fails. AcrHealth follows one image of the catalog to the host of its layers; the Azure CLI stops after the access token.";
    private const string RolesNotRead = "Nothing fails, so there is no code. AcrHealth warns that it found no role that allows the pull; the Azure CLI does not read roles.";
    private const string PushNotTried = "Sign-in works and the push does not, which `-PushTo` tests. The Azure CLI does not test a push.";
    private const string OtherClock = "Azure's reference has no code for a wrong clock, and the Azure CLI does not check it. Tokens are refused if the clock is wrong by more than five minutes.";
    private const string NotRead = "Azure Resource Manager reports this state. The Azure CLI reads the same answer and checks only the encryption in it.";
    private const string NoNetworkNamed = "The code is AcrHealth's: Azure's reference has none. Without `--vnet` the Azure CLI does not check private endpoints; with it, it reports no code.";

    private const string AsksAzureFirst = "The registry works. The Azure CLI asks Azure Resource Manager first and stops with its error.";
    private const string WaitsForAzure = "The registry works. The Azure CLI waits for Azure Resource Manager first, without a timeout, and checks nothing until then.";

    private static readonly Dictionary<string, string> Differences = new()
    {
        ["hang"] = NoTimeout,
        ["data-endpoint-503"] = LayersNotFollowed,
        ["data-endpoint-blocked"] = LayersNotFollowed,
        ["data-endpoint-corrupt"] = LayersNotFollowed,
        ["data-endpoint-denied"] = LayersNotFollowed,
        ["data-endpoint-dns"] = LayersNotFollowed,
        ["data-endpoint-expired"] = LayersNotFollowed,
        ["data-endpoint-gone"] = LayersNotFollowed,
        ["data-endpoint-hang"] = LayersNotFollowed,
        ["data-endpoint-redirect"] = LayersNotFollowed,
        ["data-endpoint-stall"] = LayersNotFollowed,
        ["data-endpoint-teapot"] = LayersNotFollowed,
        ["data-endpoint-tls"] = LayersNotFollowed,
        ["redirect-http"] = LayersNotFollowed,
        ["redirect-nowhere"] = LayersNotFollowed,
        ["custom-domain"] = "The host is not the registry's login server, and the message names the login server. The Azure CLI sends its token to the host in the challenge.",
        ["firewall-api"] = NotAsked,
        ["role-elsewhere"] = RolesNotRead,
        ["role-elsewhere-in-repositories"] = RolesNotRead,
        ["private-endpoint-public"] = NoNetworkNamed,
        ["private-endpoint-one-pending"] = "Nothing fails, so there is no code. AcrHealth warns that a private endpoint waits for approval; the Azure CLI does not check private endpoints.",
        ["replica-inactive"] = "Nothing fails, so there is no code. AcrHealth warns that a replica accepts no requests; the Azure CLI does not check replicas.",
        ["tls-hang"] = NoTimeout,
        ["tls-unfinished"] = NoTimeout,
        ["hang-after-tls"] = NoTimeout,
        ["hang-in-headers"] = NoTimeout,
        ["hang-in-body"] = NoTimeout,
        ["trickle-headers"] = NoTimeout,
        ["trickle-body"] = NoTimeout,
        ["refresh-hang"] = NoTimeout,
        ["refresh-hang-in-body"] = NoTimeout,
        ["access-hang"] = NoTimeout,
        ["access-hang-in-body"] = NoTimeout,
        ["endless-continue"] = NoLimit,
        ["endless-body"] = NoLimit,
        ["refresh-endless"] = NoLimit,
        ["access-endless"] = NoLimit,
        ["reset"] = "The TLS handshake succeeded and no challenge came. The Azure CLI reports one of two codes, depending on when the reset reaches it.",
        ["tls-closed"] = ByChance,
        ["tls-reset"] = ByChance,
        ["tls-expiring"] = "Nothing fails yet, so there is no code. AcrHealth warns before the certificate expires.",
        ["redirect"] = "The registry itself did not issue a challenge. The Azure CLI follows the redirect, accepts the other host's challenge, and sends it the token.",
        ["too-many-requests"] = Throttling,
        ["too-many-requests-date"] = Throttling,
        ["too-many-requests-silent"] = Throttling,
        ["throttled-once"] = ThrottlingPasses,
        ["throttled-once-date"] = ThrottlingPasses,
        ["throttled-once-silent"] = ThrottlingPasses,
        ["refresh-throttled-once"] = ThrottlingPasses,
        ["access-throttled-once"] = ThrottlingPasses,
        ["refresh-too-many-requests"] = Throttling,
        ["access-too-many-requests"] = Throttling,
        ["malformed-challenge"] = "The challenge cannot be parsed, which is the code's meaning. The Azure CLI reads half of it and reports a failure of the token exchange.",
        ["unknown-scheme"] = NotProperly,
        ["empty-challenge"] = NotProperly,
        ["challenge-without-realm"] = NotProperly,
        ["challenge-without-service"] = NotProperly,
        ["realm-path"] = "A realm that is not a URL does not say where to request a token. The Azure CLI requests one from it and fails with a traceback.",
        ["realm-elsewhere"] = "An Azure container registry issues tokens on its own host only. The Azure CLI sends the token to any host that the challenge names, and reports success.",
        ["realm-http"] = "As above; the Azure CLI also sends the token without encryption.",
        ["realm-user-info"] = "A registry never has a user name in its realm: such a URL makes people read one host and connect to another.",
        ["realm-double-slash"] = "Clients request tokens at the realm's path, which does not exist. The Azure CLI uses a fixed path instead.",
        ["refresh-missing"] = NoToken,
        ["refresh-html"] = NoToken,
        ["refresh-empty"] = NoToken,
        ["refresh-deep"] = NoToken,
        ["refresh-list"] = NoToken,
        ["refresh-gzip"] = NoToken,
        ["refresh-wrong-type"] = NoTokenOfUse,
        ["refresh-huge"] = TooMuch,
        ["refresh-redirect"] = "The registry itself issued no token. The Azure CLI follows the redirect with the Entra token, and reports the next step, which refuses the token of the other host.",
        ["access-missing"] = NoToken,
        ["access-html"] = NoToken,
        ["access-empty"] = NoToken,
        ["access-deep"] = NoToken,
        ["access-list"] = NoToken,
        ["access-gzip"] = NoToken,
        ["access-wrong-type"] = NoTokenOfUse,
        ["access-huge"] = TooMuch,
        ["access-redirect"] = "The registry itself issued no token. The Azure CLI follows the redirect with the refresh token, and reports success with the token of the other host.",
        ["token-refused"] = NotAsked,
        ["token-refused-403"] = NotAsked,
        ["api-500"] = NotAsked,
        ["skewed-clock"] = OtherClock,
        ["slow-clock"] = OtherClock,
        ["drifting-clock"] = "Nothing fails yet, so there is no code. AcrHealth warns before the difference reaches five minutes, at which sign-in fails.",
        ["two-challenges"] = "The registry supports Entra ID, in its second header. The Azure CLI reads only the first scheme.",
        ["several-schemes"] = "The registry supports Entra ID, as the third scheme in its header. The Azure CLI reads only the first scheme.",
        ["lower-case-challenge"] = "HTTP allows any case of a scheme and spaces after a comma, so nothing is wrong. The Azure CLI fails to parse the header.",
        ["doubled-challenge"] = InOrder,
        ["doubled-parameter"] = "AcrHealth uses the first of two equal parameters, which is the registry's own host. The Azure CLI uses the last, and fails because that host does not exist.",
        ["quoted-comma"] = InOrder,
        ["cmk-identity-deleted"] = "A deleted identity is the code's meaning. The Azure CLI 2.45 asks Azure for the identity and stops with the error of that request.",
        ["not-provisioned"] = NotRead,
        ["replica-failed"] = NotRead,
        ["updating"] = "Nothing fails, so there is no code. AcrHealth warns that a change is in progress; the Azure CLI does not read the state.",
        ["resource-manager-tokens-refused"] = "A token with the registry's own audience works. AcrHealth warns that the registry refuses tokens for Azure Resource Manager.",
        ["replica-blocked"] = "This machine may never use that replica, so there is no code. AcrHealth warns that its layers cannot be reached; the Azure CLI does not check replicas.",
        ["private-endpoint-several"] = "Nothing fails, so there is no code. AcrHealth warns that DNS can name only one of two endpoints in a network; the Azure CLI checks this only with `--vnet`.",
        ["arm-denied"] = AsksAzureFirst,
        ["arm-html"] = AsksAzureFirst,
        ["arm-throttled"] = WaitsForAzure,
        ["arm-hang"] = WaitsForAzure,
        ["private-endpoint-mismatch"] = NoNetworkNamed,
        ["private-endpoint-data-unresolved"] = NoNetworkNamed,
        ["private-endpoint-pending"] = NoNetworkNamed,
    };

    private static readonly string[] SslOrChallenge = ["CONNECTIVITY_CHALLENGE_ERROR", "CONNECTIVITY_SSL_ERROR"];

    private static readonly HashSet<string> ByTheMoment = ["reset", "tls-closed", "tls-reset"];

    public static IReadOnlyList<Comparison> All { get; } =
    [
        Comparison.Of(Fault.Healthy, null),
        .. Fault.All.Select(Of),
        new(
            "ipv6-only",
            "Nothing is wrong; it has an IPv6 address and no IPv4 address.",
            null,
            "The name resolves, and the registry works at its address. The Azure CLI resolves IPv4 addresses only.")
        {
            Address = IPAddress.IPv6Loopback,
        },
        .. Programs(),
    ];

    public static Comparison Of(string name) => All.Single(comparison => comparison.Name == name);

    private static Comparison Of(Fault fault)
    {
        string? difference = DifferenceOf(fault);
        return Comparison.Of(fault, difference) with
        {
            HoldsAz = difference is NoTimeout or NoLimit or WaitsForAzure,
            AzGivesOneOf = ByTheMoment.Contains(fault.Name) ? SslOrChallenge : [],
        };
    }

    private static IEnumerable<Comparison> Programs() =>
    [
        new("docker-missing", "There is no docker client.", "DOCKER_COMMAND_ERROR", null) { Programs = new(Docker: null) },
        new(
            "docker-warns",
            "Docker works, and warns about something on its standard error.",
            null,
            "The client is installed and works. The Azure CLI reports a missing client for any text on the standard error of `docker ps`.")
        {
            Programs = new(Docker: "echo 'WARNING: Error loading config file: permission denied' >&2\n" + FakePrograms.WorkingDocker),
        },
        new(
            "docker-daemon-stopped",
            "The docker client cannot reach its daemon.",
            "DOCKER_DAEMON_ERROR",
            "The client is installed and the daemon does not run. The Azure CLI has a code for that and never reports it.")
        {
            Programs = new(Docker:
                """
                case "$1" in
                --version) echo 'Docker version 28.2.2, build e6534b4' ;;
                *) echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2; exit 1 ;;
                esac
                """),
        },
        new(
            "docker-hangs",
            "The docker daemon takes requests and never answers.",
            "DOCKER_DAEMON_ERROR",
            "The daemon does not answer. The Azure CLI waits for it without a timeout.")
        {
            HoldsAz = true,
            Programs = new(Docker: "[ \"$1\" = ps ] && exec /bin/sleep 60\n" + FakePrograms.WorkingDocker),
        },
        new("docker-pull-refused", "Docker works, and cannot pull the sample image.", "DOCKER_PULL_ERROR", null)
        {
            Programs = new(Docker: "[ \"$1\" = pull ] && { echo 'Error response from daemon: no such host' >&2; exit 1; }\n" + FakePrograms.WorkingDocker),
        },
        new("helm-missing", "There is no helm.", "HELM_COMMAND_ERROR", null) { Programs = new(Helm: null) },
        new(
            "helm-warns",
            "Helm works, and warns about the permissions of its configuration.",
            null,
            "Helm is installed and works. The Azure CLI reports a missing Helm for any text on the standard error of `helm --help`.")
        {
            Programs = new(Helm: "echo 'WARNING: Kubernetes configuration file is group-readable. This is insecure.' >&2\n" + FakePrograms.WorkingHelm),
        },
        new("helm-too-old", "Helm is version 2.9.1.", "HELM_VERSION_ERROR", null)
        {
            Programs = new(Helm:
                """
                case "$*" in
                *--short*) echo 'Client: v2.9.1+g20adb27' ;;
                *) echo 'Client: &version.Version{SemVer:"v2.9.1", GitCommit:"20adb27c7c5868466912eebdf6664e7390ebe710", GitTreeState:"clean"}' ;;
                esac
                """),
        },
    ];

    private static string? DifferenceOf(Fault fault) => fault.SeenWith switch
    {
        "Repository" => PullNotTried,
        "PushTo" => PushNotTried,
        _ => Differences.GetValueOrDefault(fault.Name),
    };
}
