namespace AcrHealth.Reference;

/// <summary>All error codes, with their properties that do not depend on the language, in the order of the reference.</summary>
internal static class ErrorCodes
{
    private const string Learn = "https://learn.microsoft.com/azure/container-registry/";

    private static readonly List<ErrorCode> Declared = [];

    public static IReadOnlyList<ErrorCode> All => Declared;

    public static ErrorCode DockerCommand { get; } = Declare("DOCKER_COMMAND_ERROR", CheckCategory.Environment, ErrorOrigin.Reference2019);
    public static ErrorCode DockerDaemon { get; } = Declare("DOCKER_DAEMON_ERROR", CheckCategory.Environment, ErrorOrigin.Reference2019);
    public static ErrorCode DockerVersion { get; } = Declare("DOCKER_VERSION_ERROR", CheckCategory.Environment, ErrorOrigin.Reference2019);
    public static ErrorCode DockerPull { get; } = Declare("DOCKER_PULL_ERROR", CheckCategory.Environment, ErrorOrigin.Reference2019);
    public static ErrorCode HelmCommand { get; } = Declare("HELM_COMMAND_ERROR", CheckCategory.Environment, ErrorOrigin.Reference2019);
    public static ErrorCode HelmVersion { get; } = Declare("HELM_VERSION_ERROR", CheckCategory.Environment, ErrorOrigin.Reference2019);
    public static ErrorCode Dns { get; } = Declare("CONNECTIVITY_DNS_ERROR", CheckCategory.Registry, ErrorOrigin.Reference2019);
    public static ErrorCode Forbidden { get; } = Declare("CONNECTIVITY_FORBIDDEN_ERROR", CheckCategory.Registry, ErrorOrigin.Reference2019);
    public static ErrorCode Challenge { get; } = Declare("CONNECTIVITY_CHALLENGE_ERROR", CheckCategory.Registry, ErrorOrigin.Reference2019);
    public static ErrorCode EntraLogin { get; } = Declare("CONNECTIVITY_AAD_LOGIN_ERROR", CheckCategory.Registry, ErrorOrigin.Reference2019);
    public static ErrorCode RefreshToken { get; } = Declare("CONNECTIVITY_REFRESH_TOKEN_ERROR", CheckCategory.Registry, ErrorOrigin.Reference2019);
    public static ErrorCode AccessToken { get; } = Declare("CONNECTIVITY_ACCESS_TOKEN_ERROR", CheckCategory.Registry, ErrorOrigin.Reference2019);
    public static ErrorCode LoginServer { get; } = Declare("LOGIN_SERVER_ERROR", CheckCategory.Registry, ErrorOrigin.Reference2019);

    public static ErrorCode Ssl { get; } = Declare("CONNECTIVITY_SSL_ERROR", CheckCategory.Registry, ErrorOrigin.LaterReference);
    public static ErrorCode TooManyRequests { get; } = Declare("CONNECTIVITY_TOOMANYREQUESTS_ERROR", CheckCategory.Registry, ErrorOrigin.LaterReference);

    // The Azure CLI gives these codes; Microsoft's reference has no section for them, nor for NOTARY_COMMAND_ERROR (read in November 2026).
    public static ErrorCode WwwAuthenticate { get; } = Declare(
        "CONNECTIVITY_WWW_AUTHENTICATE_ERROR", CheckCategory.Registry, ErrorOrigin.LaterReference, page: ErrorCode.LearnPage);
    public static ErrorCode AccessTokenPermissions { get; } = Declare(
        "CONNECTIVITY_ACCESS_TOKEN_PERMISSIONS_ERROR", CheckCategory.Registry, ErrorOrigin.LaterReference, page: Learn + "container-registry-rbac-abac-repository-permissions");
    public static ErrorCode Unexpected { get; } = Declare("UNEXPECTED_ERROR", CheckCategory.Registry, ErrorOrigin.LaterReference, page: Learn + "container-registry-check-health");
    public static ErrorCode CustomerManagedKey { get; } = Declare("CMK_ERROR", CheckCategory.Registry, ErrorOrigin.LaterReference);
    public static ErrorCode NotaryCommand { get; } = Declare(
        "NOTARY_COMMAND_ERROR", CheckCategory.Environment, ErrorOrigin.LaterReference, page: ErrorCode.LearnPage, lifecycle: ErrorLifecycle.Retired);
    public static ErrorCode NotaryVersion { get; } = Declare("NOTARY_VERSION_ERROR", CheckCategory.Environment, ErrorOrigin.LaterReference, lifecycle: ErrorLifecycle.Retired);

    public static ErrorCode RegistryApi { get; } = Declare(
        "REGISTRY_API_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: "https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/authentication-required");
    public static ErrorCode RepositoryAccess { get; } = Declare(
        "REPOSITORY_ACCESS_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-rbac-abac-repository-permissions");
    public static ErrorCode RepositoryNotFound { get; } = Declare(
        "REPOSITORY_NOT_FOUND_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-concepts");
    public static ErrorCode Manifest { get; } = Declare("MANIFEST_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-concepts");
    public static ErrorCode Platform { get; } = Declare("PLATFORM_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "push-multi-architecture-images");
    public static ErrorCode DataEndpoint { get; } = Declare(
        "DATA_ENDPOINT_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-dedicated-data-endpoints");
    public static ErrorCode Push { get; } = Declare("PUSH_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-image-lock");
    public static ErrorCode Quota { get; } = Declare("QUOTA_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-skus");
    public static ErrorCode ClockSkew { get; } = Declare(
        "CLOCK_SKEW_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: "https://learn.microsoft.com/azure/virtual-machines/linux/time-sync");
    public static ErrorCode Proxy { get; } = Declare(
        "PROXY_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: "https://learn.microsoft.com/dotnet/api/system.net.http.httpclient.defaultproxy");
    public static ErrorCode DockerCredential { get; } = Declare(
        "DOCKER_CREDENTIAL_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: "https://docs.docker.com/reference/cli/docker/login/");
    public static ErrorCode HelmCredential { get; } = Declare(
        "HELM_CREDENTIAL_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-helm-repos");
    public static ErrorCode DockerConfiguration { get; } = Declare(
        "DOCKER_CONFIGURATION_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: "https://docs.docker.com/engine/security/certificates/");
    public static ErrorCode DiskSpace { get; } = Declare(
        "DISK_SPACE_ERROR", CheckCategory.Environment, ErrorOrigin.AcrHealth, page: "https://docs.docker.com/engine/manage-resources/pruning/");
    public static ErrorCode RegistryState { get; } = Declare(
        "REGISTRY_STATE_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-geo-replication");
    public static ErrorCode PrivateEndpoint { get; } = Declare(
        "PRIVATE_ENDPOINT_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-private-link");
    public static ErrorCode Role { get; } = Declare("ROLE_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: Learn + "container-registry-rbac-built-in-roles-overview");

    public static ErrorCode KubeletIdentity { get; } = Declare(
        "KUBELET_IDENTITY_ERROR", CheckCategory.Node, ErrorOrigin.AcrHealth, page: "https://learn.microsoft.com/azure/aks/use-managed-identity");
    public static ErrorCode CredentialProvider { get; } = Declare(
        "CREDENTIAL_PROVIDER_ERROR", CheckCategory.Node, ErrorOrigin.AcrHealth, page: "https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/");
    public static ErrorCode PullSecret { get; } = Declare(
        "PULL_SECRET_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, page: "https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/");
    public static ErrorCode ContainerdConfiguration { get; } = Declare(
        "CONTAINERD_CONFIGURATION_ERROR", CheckCategory.Node, ErrorOrigin.AcrHealth, page: "https://github.com/containerd/containerd/blob/main/docs/hosts.md");
    public static ErrorCode ContainerdPull { get; } = Declare(
        "CONTAINERD_PULL_ERROR",
        CheckCategory.Node,
        ErrorOrigin.AcrHealth,
        page: "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/cannot-pull-image-from-acr-to-aks-cluster");

    private static ErrorCode Declare(
        string name, CheckCategory category, ErrorOrigin origin, string? page = null, ErrorLifecycle lifecycle = ErrorLifecycle.Current)
    {
        var code = new ErrorCode(name, category, origin, lifecycle, page);
        Declared.Add(code);
        return code;
    }
}
