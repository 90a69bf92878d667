using System.Net;
using AcrHealth.Simulator;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>All that is put before the Azure CLI and before us, and our reasons where we differ.</summary>
internal static class Comparisons
{
    private const string NoTimeout = "It never gets that far: the Azure CLI sets no timeout, and a person ends it without a word about what is wrong.";
    private const string NoLimit = "What has no end holds no answer; the Azure CLI reads on until a person or its memory ends it.";
    private const string ByChance = "A connection was there, a secure one was not; the Azure CLI tells by the moment at which the end of the connection reaches it.";
    private const string Throttling = "Azure's reference has a code of its own for status 429; that a registry is throttling is no fault of the step that it does it at.";
    private const string ThrottlingPasses =
        "A registry that throttles answers who asks again later: nothing fails, and that it throttles is worth a warning. The Azure CLI asks once, and calls it a failure of the step.";
    private const string NotProperly =
        "The code's words are that the registry did not ask properly for Basic or Bearer, and it did not; the Azure CLI says that it has no Entra ID, of which nothing is known.";
    private const string NoToken = "No token could be had at this step, which is what the code says; the Azure CLI reads the answer as if there were one.";
    private const string NoTokenOfUse = "What came is no token, and this is the step that gave it; the Azure CLI takes it for one.";
    private const string TooMuch = "No registry's answer is that long; we stop at 256 KiB and say so, where the Azure CLI reads whatever comes.";
    private const string InOrder = "The header is in order, and has what is needed; the Azure CLI splits it at blanks, commas and equals signs, wherever they are.";
    private const string NotAsked = "Nothing works with this registry, though signing in does; the Azure CLI gets its token and never shows it to the registry.";
    private const string PullNotTried =
        "Signing in works and pulling does not, which `-Repository` asks for; the Azure CLI ends with the access token, and asks for nothing with it.";
    private const string LayersNotFollowed =
        "Signing in works and every pull hangs or fails: one image of the catalog is followed to the host of its layers. The Azure CLI stops after the access token.";
    private const string RolesNotRead = "Nothing fails, so there is no code; that no role that allows the pull can be read is worth a warning. The Azure CLI does not read roles.";
    private const string PushNotTried = "Signing in works and pushing does not, which `-PushTo` asks for; the Azure CLI tries no push.";
    private const string OtherClock = "Azure's reference has no code for it, and the Azure CLI does not look at the clock; more than five minutes is what tokens and certificates do not bear.";
    private const string NotRead = "Azure says so to whoever asks, and it is asked; the Azure CLI has the same answer and looks at its encryption only.";
    private const string NoNetworkNamed = "The code is ours: Azure's own reference has none. Without --vnet the Azure CLI does not look at private endpoints, and with it reports no code.";

    private const string AsksAzureFirst = "Whether the registry works is told by the registry; the Azure CLI asks Resource Manager before all else, and ends with what it makes of the answer.";
    private const string WaitsForAzure = "Whether the registry works is told by the registry; the Azure CLI waits for Resource Manager first, without a limit of its own, and checks nothing until then.";

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
        ["custom-domain"] = "The host is not the registry's login server, and the message names that one; the Azure CLI sends its token to the host in the challenge.",
        ["firewall-api"] = NotAsked,
        ["role-elsewhere"] = RolesNotRead,
        ["role-elsewhere-in-repositories"] = RolesNotRead,
        ["private-endpoint-public"] = NoNetworkNamed,
        ["private-endpoint-one-pending"] = "Nothing fails, so there is no code; that a private endpoint waits for approval is worth a warning. The Azure CLI does not look at them.",
        ["replica-inactive"] = "Nothing fails, so there is no code; that a replica takes no requests is worth a warning. The Azure CLI does not look at replicas.",
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
        ["reset"] = "The handshake went well, and no challenge came; the Azure CLI tells by the moment at which the reset reaches it.",
        ["tls-closed"] = ByChance,
        ["tls-reset"] = ByChance,
        ["tls-expiring"] = "Nothing fails yet, so there is no code; that everything will fail in days is worth a warning.",
        ["redirect"] = "The registry itself issued no challenge. The Azure CLI follows to the other host, takes its challenge for the registry's, and hands it the token.",
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
        ["malformed-challenge"] = "There is a challenge and it cannot be read, which is what the code says; the Azure CLI reads half of it and blames the token exchange.",
        ["unknown-scheme"] = NotProperly,
        ["empty-challenge"] = NotProperly,
        ["challenge-without-realm"] = NotProperly,
        ["challenge-without-service"] = NotProperly,
        ["realm-path"] = "A realm that is no URL says nothing about where to ask, so the registry did not ask properly; the Azure CLI sends the token to it and falls.",
        ["realm-elsewhere"] = "A registry of Azure's asks for tokens on its own host only. The Azure CLI hands the token to whatever host is named, and calls the registry healthy.",
        ["realm-http"] = "As before, and the Azure CLI sends the token in clear.",
        ["realm-user-info"] = "A registry never names a user in its realm; whoever does wants people to read one host and connect to another.",
        ["realm-double-slash"] = "Clients ask where the realm says, and nothing is there; the Azure CLI puts a path of its own in the realm's place.",
        ["refresh-missing"] = NoToken,
        ["refresh-html"] = NoToken,
        ["refresh-empty"] = NoToken,
        ["refresh-deep"] = NoToken,
        ["refresh-list"] = NoToken,
        ["refresh-gzip"] = NoToken,
        ["refresh-wrong-type"] = NoTokenOfUse,
        ["refresh-huge"] = TooMuch,
        ["refresh-redirect"] = "The registry itself gave no token. The Azure CLI follows to the other host with the Entra token, and blames the next step when what it got there is refused.",
        ["access-missing"] = NoToken,
        ["access-html"] = NoToken,
        ["access-empty"] = NoToken,
        ["access-deep"] = NoToken,
        ["access-list"] = NoToken,
        ["access-gzip"] = NoToken,
        ["access-wrong-type"] = NoTokenOfUse,
        ["access-huge"] = TooMuch,
        ["access-redirect"] = "The registry itself gave no token. The Azure CLI follows to the other host with the refresh token, and calls the registry healthy with what it got there.",
        ["token-refused"] = NotAsked,
        ["token-refused-403"] = NotAsked,
        ["api-500"] = NotAsked,
        ["skewed-clock"] = OtherClock,
        ["slow-clock"] = OtherClock,
        ["drifting-clock"] = "Nothing fails yet, so there is no code; a clock that is minutes off is on its way to five, from where on signing in fails.",
        ["two-challenges"] = "The registry does support Entra ID, in its second header; the Azure CLI looks at the first scheme only.",
        ["several-schemes"] = "The registry does support Entra ID, as the third in its header; the Azure CLI looks at the first scheme only.",
        ["lower-case-challenge"] = "HTTP leaves the case of a scheme and blanks after a comma to the server, so nothing is wrong; the Azure CLI reads up to the first blank and stumbles over what it has left.",
        ["doubled-challenge"] = InOrder,
        ["doubled-parameter"] = "What is given twice is taken as it came first, which is the registry's own host; the Azure CLI takes the last, and falls when there is no such host.",
        ["quoted-comma"] = InOrder,
        ["cmk-identity-deleted"] = "An identity that is gone is what the code is about; the Azure CLI asks Azure for it, passes the refusal on, and ends before its last checks.",
        ["not-provisioned"] = NotRead,
        ["replica-failed"] = NotRead,
        ["updating"] = "Nothing fails, so there is no code; that a change is under way, which may end in another state, is worth a warning. The Azure CLI does not read it.",
        ["resource-manager-tokens-refused"] = "Nothing fails for a token of the registry's own audience; clients that bring one for Resource Manager will be refused, which is worth a warning.",
        ["replica-blocked"] = "This machine may never be sent to that replica, so there is no code; that its layers could not be reached is worth a warning. The Azure CLI does not look at replicas.",
        ["private-endpoint-several"] = "Nothing fails, so there is no code; of two endpoints in one network DNS can name one only, which is worth a warning. The Azure CLI does not look at them.",
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
            "The name resolves, and the registry works at its address; the Azure CLI asks for IPv4 addresses only.")
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
            "The client is installed and does what it is asked to; the Azure CLI takes any word on the standard error of `docker ps` for a missing client.")
        {
            Programs = new(Docker: "echo 'WARNING: Error loading config file: permission denied' >&2\n" + FakePrograms.WorkingDocker),
        },
        new(
            "docker-daemon-stopped",
            "The docker client cannot reach its daemon.",
            "DOCKER_DAEMON_ERROR",
            "The client is there and the daemon is not, which are two codes; the Azure CLI knows the second and never gives it.")
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
            "A daemon that does not answer does not run as it should; the Azure CLI waits for it without a limit.")
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
            "Helm is installed, and a warning is no error; the Azure CLI takes any word on the standard error of `helm --help` for a missing helm.")
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
