using AcrHealth.Simulator;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>All that is put before the Azure CLI and before us, and our reasons where we differ.</summary>
internal static class Comparisons
{
    private static readonly Dictionary<string, string> Differences = new()
    {
        ["hang"] = "A registry that never answers has issued no challenge; the Azure CLI sets no timeout and never gets to say so.",
        ["reset"] = "The handshake went well, and no challenge came; the Azure CLI tells by the moment at which the reset reaches it.",
        ["tls-expiring"] = "Nothing fails yet, so there is no code; that everything will fail in days is worth a warning.",
        ["redirect"] = "The registry itself issued no challenge. The Azure CLI follows to the other host, takes its challenge for the registry's, and hands it the token.",
        ["too-many-requests"] = "Azure's reference has a code of its own for status 429; that a registry is throttling is no fault of its challenge.",
        ["malformed-challenge"] = "There is a challenge and it cannot be read, which is what the code says; the Azure CLI reads half of it and blames the token exchange.",
        ["realm-elsewhere"] = "A registry of Azure's asks for tokens on its own host only. The Azure CLI hands the token to whatever host is named, and calls the registry healthy.",
        ["realm-http"] = "As before, and the Azure CLI sends the token in clear.",
        ["refresh-missing"] = "No refresh token could be had, which is what the code says; the Azure CLI looks for it without asking whether it is there.",
        ["refresh-html"] = "No refresh token could be had; the Azure CLI reads a web page as JSON.",
        ["access-missing"] = "No access token could be had, which is what the code says; the Azure CLI looks for it without asking whether it is there.",
        ["access-html"] = "No access token could be had; the Azure CLI reads a web page as JSON.",
        ["skewed-clock"] = "Nothing fails yet, so there is no code; tokens that seem expired or not yet valid are what comes next.",
        ["two-challenges"] = "The registry does support Entra ID, in its second header; the Azure CLI looks at the first scheme only.",
        ["lower-case-challenge"] = "HTTP leaves the case of a scheme and blanks after a comma to the server, so nothing is wrong; the Azure CLI reads up to the first blank and stumbles over what it has left.",
    };

    private static readonly Dictionary<string, string[]> Chances = new()
    {
        ["reset"] = ["CONNECTIVITY_CHALLENGE_ERROR", "CONNECTIVITY_SSL_ERROR"],
    };

    // The simulator's other faults, hostile servers for the most, have not been put before the Azure CLI yet: many hold it for ever.
    private static readonly HashSet<string> Compared =
    [
        "dns", "closed", "hang", "reset", "tls-untrusted", "tls-expired", "tls-not-yet-valid", "tls-wrong-name", "tls-plain-http", "tls-expiring",
        "no-challenge", "open", "unavailable", "redirect", "forbidden", "too-many-requests", "basic-only", "malformed-challenge",
        "realm-elsewhere", "realm-http", "refresh-denied", "refresh-missing", "refresh-html", "access-denied", "access-missing", "access-html",
        "skewed-clock", "two-challenges", "lower-case-challenge", "data-endpoint-blocked",
    ];

    public static IReadOnlyList<Comparison> All { get; } =
    [
        Comparison.Of(Fault.Healthy, null),
        .. Fault.All.Where(fault => Compared.Contains(fault.Name)).Select(fault => Comparison.Of(fault, Differences.GetValueOrDefault(fault.Name)) with { AzGivesOneOf = Chances.GetValueOrDefault(fault.Name, []) }),
        .. Programs(),
    ];

    public static Comparison Of(string name) => All.Single(comparison => comparison.Name == name);

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
}
