using System.Text.RegularExpressions;
using AcrHealth.Diagnosis.Machine;
using AcrHealth.Findings;
using AcrHealth.Nodes;
using AcrHealth.Programs;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Node;

/// <summary>Reads the text of a failed pull, in the wordings of the kubelet, of containerd 1.6 to 2.x, of CRI-O, and of dockershim's leftovers.</summary>
internal static partial class RuntimeErrorReader
{
    private const string Hub = "docker.io";

    // The registry's own message about its firewall links to this page, which is not a host of the pull.
    private const string FirewallPage = "https://aka.ms/acr/firewall";

    private const string Resolving = "failed to resolve reference";

    // Wordings that the kubelet and the interface to the runtime add, and cases that docker's wordings do not distinguish.
    private static readonly Evidence<RuntimeErrorCause> Rules = new(
        (RuntimeErrorCause.KubeletThrottled, ["pull QPS exceeded"]),
        (RuntimeErrorCause.PullSecretMissing, ["Unable to retrieve some image pull secrets"]),
        (RuntimeErrorCause.PullPolicyNever, ["is not present with pull policy of Never", "ErrImageNeverPull"]),
        (RuntimeErrorCause.CredentialProviderFailed, ["external registry credential provider", "credential provider plugin", "credential provider exec plugin"]),
        (RuntimeErrorCause.SignatureRefused, ["SignatureValidationFailed", "A signature was required", "Source image rejected", "rejected by policy"]),
        (RuntimeErrorCause.NameInvalid, ["couldn't parse image", "InvalidImageName", "Failed to apply default image tag", "failed to parse image reference"]),
        (RuntimeErrorCause.Firewall, ["is not allowed access", "aka.ms/acr/firewall"]),
        (RuntimeErrorCause.Throttled, ["fetch oauth token…429", "fetch anonymous token…429"]),
        (RuntimeErrorCause.Forbidden, ["fetch oauth token…403", "fetch anonymous token…403"]),
        (RuntimeErrorCause.CredentialRefused, ["fetch oauth token…401", "invalid username/password", "incorrect username or password", "unable to retrieve auth token"]),
        (RuntimeErrorCause.NoCredential, ["fetch anonymous token…401", "no basic auth credentials"]),
        (RuntimeErrorCause.PullDenied, ["insufficient_scope", "pull access denied"]),
        (RuntimeErrorCause.OldSchema, ["manifest.v1+", "schema 1", "schemaVersion 1", "schema1"]),
        (RuntimeErrorCause.LayerMissing, ["content at http…not found", "could not fetch content descriptor…not found", "blob unknown", "BLOB_UNKNOWN"]),
        (RuntimeErrorCause.TimedOut, ["context canceled", "pull progress timeout"]));

    private static readonly Evidence<RuntimeErrorCause> LastRules = new((RuntimeErrorCause.BackOff, ["Back-off pulling image", "ImagePullBackOff"]));

    private static readonly Dictionary<Finding, RuntimeErrorCause> ByFinding = new()
    {
        [MachineFindings.PullFirewall] = RuntimeErrorCause.Firewall,
        [MachineFindings.PullThrottled] = RuntimeErrorCause.Throttled,
        [MachineFindings.PullContentTrust] = RuntimeErrorCause.SignatureRefused,
        [MachineFindings.PullWindowsVersion] = RuntimeErrorCause.WindowsVersion,
        [MachineFindings.PullOtherPlatform] = RuntimeErrorCause.PlatformMissing,
        [MachineFindings.PullOldSchema] = RuntimeErrorCause.OldSchema,
        [MachineFindings.PullNotAnImage] = RuntimeErrorCause.NotAnImage,
        [MachineFindings.NoSpaceLeft] = RuntimeErrorCause.NoSpaceLeft,
        [MachineFindings.StorageReadOnly] = RuntimeErrorCause.StorageFailed,
        [MachineFindings.UserNamespaceUnavailable] = RuntimeErrorCause.StorageFailed,
        [MachineFindings.CgroupsUnavailable] = RuntimeErrorCause.StorageFailed,
        [MachineFindings.PullStorageDriver] = RuntimeErrorCause.StorageFailed,
        [MachineFindings.PullLayerPermission] = RuntimeErrorCause.StorageFailed,
        [MachineFindings.PullContentAltered] = RuntimeErrorCause.ContentAltered,
        [MachineFindings.PullProxyAuthentication] = RuntimeErrorCause.ProxyAuthentication,
        [MachineFindings.PullProxyFailed] = RuntimeErrorCause.ProxyFailed,
        [MachineFindings.PullCertificateExpired] = RuntimeErrorCause.CertificateExpired,
        [MachineFindings.PullCertificateName] = RuntimeErrorCause.CertificateName,
        [MachineFindings.PullCertificateUntrusted] = RuntimeErrorCause.CertificateUntrusted,
        [MachineFindings.PullPlainHttp] = RuntimeErrorCause.PlainHttp,
        [MachineFindings.PullDnsTimedOut] = RuntimeErrorCause.DnsFailed,
        [MachineFindings.PullDnsFailed] = RuntimeErrorCause.HostNotFound,
        [MachineFindings.PullUnauthorized] = RuntimeErrorCause.Unauthorized,
        [MachineFindings.PullDenied] = RuntimeErrorCause.PullDenied,
        [MachineFindings.PullForbidden] = RuntimeErrorCause.Forbidden,
        [MachineFindings.PullNotFound] = RuntimeErrorCause.NotFound,
        [MachineFindings.PullNameInvalid] = RuntimeErrorCause.NameInvalid,
        [MachineFindings.PullServerError] = RuntimeErrorCause.ServerError,
        [MachineFindings.PullNetworkUnreachable] = RuntimeErrorCause.NetworkUnreachable,
        [MachineFindings.PullConnectionRefused] = RuntimeErrorCause.ConnectionRefused,
        [MachineFindings.PullConnectionTimedOut] = RuntimeErrorCause.TimedOut,
        [MachineFindings.PullConnectionLost] = RuntimeErrorCause.ConnectionLost,
    };

    /// <summary>Finds the cause of a failed pull.</summary>
    /// <param name="text">The error text of the runtime or the kubelet.</param>
    /// <param name="image">The image as the pod names it.</param>
    public static RuntimeError Read(string text, string image)
    {
        var pulled = new PulledImage(image);

        // A repository may be called not-found, and the name of the failed step is not the cause.
        string said = pulled.Without(Unquoted().Replace(text, "$1"));
        RuntimeErrorCause cause = CauseOf(said, out string evidence);
        string host = pulled.FailedHost(text.Replace(FirewallPage, string.Empty, StringComparison.Ordinal));
        if (cause == RuntimeErrorCause.HostNotFound && IsSameHost(host, pulled.Host) && IsMisspelled(pulled.Host))
        {
            cause = RuntimeErrorCause.HostMisspelled;
        }

        return new(cause, UntrustedText.Clean(Original(evidence, said, text)))
        {
            Host = UntrustedText.Clean(host),
            HadCredential = HadCredential(cause, text),
            IsDownload = text.Contains("failed to copy", StringComparison.Ordinal) || text.Contains("httpReadSeeker", StringComparison.Ordinal),
            IsMirror = IsMirror(text, host, pulled.Host),
        };
    }

    /// <summary>The finding about a client's failed pull; null if no text has a known wording.</summary>
    /// <param name="texts">The output of the client, without the image's name, the most informative part first.</param>
    public static Finding? FindingOf(params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            if (PullEvidence.Rules.Find(WithoutStep(text), text) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    // Whether the host in an image's name looks like a misspelled login server of Azure Container Registry.
    private static bool IsMisspelled(string host) => AzureCloud.ByLoginServer(host.Split(':')[0]) is null && AlmostAzure().IsMatch(host);

    private static RuntimeErrorCause CauseOf(string said, out string evidence)
    {
        if (Rules.Match(said) is { } own)
        {
            evidence = own.Line;
            return own.Cause;
        }

        string[] lines = said.Split('\n', '\r');
        string[] reduced = [.. lines.Select(WithoutStep)];
        if (PullEvidence.Rules.Match(string.Join('\n', reduced)) is { } known && ByFinding.TryGetValue(known.Cause, out RuntimeErrorCause cause))
        {
            evidence = lines[Math.Max(0, Array.IndexOf(reduced, known.Line))];
            return cause;
        }

        (RuntimeErrorCause Cause, string Line)? last = LastRules.Match(said);
        evidence = last?.Line ?? string.Empty;
        return last?.Cause ?? RuntimeErrorCause.Unknown;
    }

    // The step that fetched a token is not the cause.
    private static string WithoutStep(string said) => Step().Replace(said, string.Empty);

    // The original line, without the prefix that the runtime puts before every failure.
    private static string Original(string line, string said, string text)
    {
        int index = Array.IndexOf(said.Split('\n', '\r'), line);
        return line.Length == 0 || index < 0 ? line : Preamble().Replace(text.Split('\n', '\r')[index], string.Empty).Trim();
    }

    private static bool? HadCredential(RuntimeErrorCause cause, string text) => cause switch
    {
        RuntimeErrorCause.NoCredential => false,
        RuntimeErrorCause.CredentialRefused => true,
        _ when text.Contains("fetch anonymous token", StringComparison.Ordinal) => false,
        _ when text.Contains("fetch oauth token", StringComparison.Ordinal) => true,
        _ => null,
    };

    private static bool IsMirror(string text, string failed, string own) =>
        own != Hub && text.Contains(Resolving, StringComparison.Ordinal) && (text.Contains("?ns=", StringComparison.Ordinal) || !IsSameHost(failed, own));

    private static bool IsSameHost(string one, string other) => string.Equals(one.Split(':')[0], other.Split(':')[0], StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"failed to (?:authorize|fetch (?:anonymous|oauth) token)(?:: )?", RegexOptions.CultureInvariant)]
    private static partial Regex Step();

    [GeneratedRegex(@"^.*?failed to (?:pull and unpack image|resolve reference) ""[^""]*"":(?: failed to resolve reference ""[^""]*"":)? ", RegexOptions.CultureInvariant)]
    private static partial Regex Preamble();

    // Events repeat the error of the runtime in escaped quotes.
    [GeneratedRegex("\\\\(\")", RegexOptions.CultureInvariant)]
    private static partial Regex Unquoted();

    [GeneratedRegex(@"\.(?:azureacr|azurecri?|azurerc|azuercr|azurcr|azcr|acr|azure)\.(?:io|com|net|cn|us|azure\.com)(?::\d+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AlmostAzure();
}
