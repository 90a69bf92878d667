using System.Globalization;
using System.Resources;
using AcrHealth.Checks;

namespace AcrHealth.Reference;

/// <summary>The documented error codes, with their texts in the languages that the module speaks.</summary>
internal static class ErrorReference
{
    private const string LearnPage = "https://learn.microsoft.com/azure/container-registry/container-registry-health-error-reference";
    private const string Learn = "https://learn.microsoft.com/azure/container-registry/";

    private static readonly System.Resources.ResourceManager Texts = new("AcrHealth.Resources.ErrorReference", typeof(ErrorReference).Assembly);

    private static readonly Declaration[] Declarations =
    [
        new(ErrorCodes.DockerCommand, CheckCategory.Environment, ErrorOrigin.Reference2019),
        new(ErrorCodes.DockerDaemon, CheckCategory.Environment, ErrorOrigin.Reference2019),
        new(ErrorCodes.DockerVersion, CheckCategory.Environment, ErrorOrigin.Reference2019),
        new(ErrorCodes.DockerPull, CheckCategory.Environment, ErrorOrigin.Reference2019),
        new(ErrorCodes.HelmCommand, CheckCategory.Environment, ErrorOrigin.Reference2019),
        new(ErrorCodes.HelmVersion, CheckCategory.Environment, ErrorOrigin.Reference2019),
        new(ErrorCodes.Dns, CheckCategory.Registry, ErrorOrigin.Reference2019),
        new(ErrorCodes.Forbidden, CheckCategory.Registry, ErrorOrigin.Reference2019),
        new(ErrorCodes.Challenge, CheckCategory.Registry, ErrorOrigin.Reference2019),
        new(ErrorCodes.EntraLogin, CheckCategory.Registry, ErrorOrigin.Reference2019),
        new(ErrorCodes.RefreshToken, CheckCategory.Registry, ErrorOrigin.Reference2019),
        new(ErrorCodes.AccessToken, CheckCategory.Registry, ErrorOrigin.Reference2019),
        new(ErrorCodes.LoginServer, CheckCategory.Registry, ErrorOrigin.Reference2019),
        new(ErrorCodes.Ssl, CheckCategory.Registry, ErrorOrigin.LaterReference),
        new(ErrorCodes.TooManyRequests, CheckCategory.Registry, ErrorOrigin.LaterReference),

        // The Azure CLI gives these codes; the page has no section for them, nor for NOTARY_COMMAND_ERROR (read in November 2026).
        new(ErrorCodes.WwwAuthenticate, CheckCategory.Registry, ErrorOrigin.LaterReference) { Page = LearnPage },
        new(ErrorCodes.AccessTokenPermissions, CheckCategory.Registry, ErrorOrigin.LaterReference) { Page = Learn + "container-registry-rbac-abac-repository-permissions" },
        new(ErrorCodes.Unexpected, CheckCategory.Registry, ErrorOrigin.LaterReference) { Page = Learn + "container-registry-check-health" },
        new(ErrorCodes.CustomerManagedKey, CheckCategory.Registry, ErrorOrigin.LaterReference),
        new(ErrorCodes.NotaryCommand, CheckCategory.Environment, ErrorOrigin.LaterReference, ErrorLifecycle.Retired) { Page = LearnPage },
        new(ErrorCodes.NotaryVersion, CheckCategory.Environment, ErrorOrigin.LaterReference, ErrorLifecycle.Retired),
        new(ErrorCodes.RegistryApi, CheckCategory.Registry, ErrorOrigin.AcrHealth)
        {
            Page = "https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/authentication-required",
        },
        new(ErrorCodes.RepositoryAccess, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-rbac-abac-repository-permissions" },
        new(ErrorCodes.RepositoryNotFound, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-concepts" },
        new(ErrorCodes.Manifest, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-concepts" },
        new(ErrorCodes.Platform, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "push-multi-architecture-images" },
        new(ErrorCodes.DataEndpoint, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-dedicated-data-endpoints" },
        new(ErrorCodes.Push, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-image-lock" },
        new(ErrorCodes.Quota, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-skus" },
        new(ErrorCodes.ClockSkew, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = "https://learn.microsoft.com/azure/virtual-machines/linux/time-sync" },
        new(ErrorCodes.Proxy, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = "https://learn.microsoft.com/dotnet/api/system.net.http.httpclient.defaultproxy" },
        new(ErrorCodes.DockerCredential, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = "https://docs.docker.com/reference/cli/docker/login/" },
        new(ErrorCodes.HelmCredential, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-helm-repos" },
        new(ErrorCodes.DockerConfiguration, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = "https://docs.docker.com/engine/security/certificates/" },
        new(ErrorCodes.DiskSpace, CheckCategory.Environment, ErrorOrigin.AcrHealth) { Page = "https://docs.docker.com/engine/manage-resources/pruning/" },
        new(ErrorCodes.RegistryState, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-geo-replication" },
        new(ErrorCodes.PrivateEndpoint, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-private-link" },
        new(ErrorCodes.Role, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = Learn + "container-registry-rbac-built-in-roles-overview" },
        new(ErrorCodes.KubeletIdentity, CheckCategory.Node, ErrorOrigin.AcrHealth) { Page = "https://learn.microsoft.com/azure/aks/use-managed-identity" },
        new(ErrorCodes.CredentialProvider, CheckCategory.Node, ErrorOrigin.AcrHealth) { Page = "https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/" },
        new(ErrorCodes.PullSecret, CheckCategory.Registry, ErrorOrigin.AcrHealth) { Page = "https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/" },
        new(ErrorCodes.ContainerdConfiguration, CheckCategory.Node, ErrorOrigin.AcrHealth) { Page = "https://github.com/containerd/containerd/blob/main/docs/hosts.md" },
        new(ErrorCodes.ContainerdPull, CheckCategory.Node, ErrorOrigin.AcrHealth) { Page = "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/cannot-pull-image-from-acr-to-aks-cluster" },
    ];

    /// <summary>All codes, in the order of the reference.</summary>
    public static IEnumerable<string> Codes => Declarations.Select(declaration => declaration.Code);

    /// <summary>All entries in the given language; English where it is not spoken.</summary>
    public static IEnumerable<ErrorReferenceEntry> Entries(CultureInfo culture) =>
        Declarations.Select(declaration => declaration.ToEntry(culture));

    /// <summary>Where Microsoft documents a code, or what a code of ours is about.</summary>
    public static Uri HelpUriOf(string code) => Array.Find(Declarations, declaration => declaration.Code == code)!.HelpUri;

    private static string Text(string code, string part, CultureInfo culture) =>
        Texts.GetString($"{code}_{part}", culture) ?? throw new MissingManifestResourceException($"{code}_{part}");

    private static string[] Lines(string code, CultureInfo culture) =>
        Text(code, "Remediation", culture).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private sealed record Declaration(
        string Code, CheckCategory Category, ErrorOrigin Origin, ErrorLifecycle Lifecycle = ErrorLifecycle.Current)
    {
        /// <summary>The page where the health check's own has no section for the code.</summary>
        public string? Page { get; init; }

        public Uri HelpUri => new(Page ?? $"{LearnPage}#{Code.ToLowerInvariant()}");

        public ErrorReferenceEntry ToEntry(CultureInfo culture) => new()
        {
            Code = Code,
            Category = Category,
            Meaning = Text(Code, "Meaning", culture),
            Consequence = Text(Code, "Consequence", culture),
            Remediation = Lines(Code, culture),
            Checks = [.. CheckCatalog.All.Where(check => check.Codes.Contains(Code)).Select(check => check.Name)],
            Origin = Origin,
            Lifecycle = Lifecycle,
            HelpUri = HelpUri,
        };
    }
}
