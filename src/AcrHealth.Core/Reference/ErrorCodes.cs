namespace AcrHealth.Reference;

internal static class ErrorCodes
{
    public const string DockerCommand = "DOCKER_COMMAND_ERROR";
    public const string DockerDaemon = "DOCKER_DAEMON_ERROR";
    public const string DockerVersion = "DOCKER_VERSION_ERROR";
    public const string DockerPull = "DOCKER_PULL_ERROR";
    public const string HelmCommand = "HELM_COMMAND_ERROR";
    public const string HelmVersion = "HELM_VERSION_ERROR";
    public const string Dns = "CONNECTIVITY_DNS_ERROR";
    public const string Forbidden = "CONNECTIVITY_FORBIDDEN_ERROR";
    public const string Challenge = "CONNECTIVITY_CHALLENGE_ERROR";
    public const string EntraLogin = "CONNECTIVITY_AAD_LOGIN_ERROR";
    public const string RefreshToken = "CONNECTIVITY_REFRESH_TOKEN_ERROR";
    public const string AccessToken = "CONNECTIVITY_ACCESS_TOKEN_ERROR";
    public const string AccessTokenPermissions = "CONNECTIVITY_ACCESS_TOKEN_PERMISSIONS_ERROR";
    public const string LoginServer = "LOGIN_SERVER_ERROR";
    public const string Ssl = "CONNECTIVITY_SSL_ERROR";
    public const string TooManyRequests = "CONNECTIVITY_TOOMANYREQUESTS_ERROR";
    public const string WwwAuthenticate = "CONNECTIVITY_WWW_AUTHENTICATE_ERROR";
    public const string CustomerManagedKey = "CMK_ERROR";
    public const string Unexpected = "UNEXPECTED_ERROR";
    public const string NotaryCommand = "NOTARY_COMMAND_ERROR";
    public const string NotaryVersion = "NOTARY_VERSION_ERROR";
    public const string RegistryApi = "REGISTRY_API_ERROR";
    public const string RepositoryAccess = "REPOSITORY_ACCESS_ERROR";
    public const string RepositoryNotFound = "REPOSITORY_NOT_FOUND_ERROR";
    public const string Manifest = "MANIFEST_ERROR";
    public const string Platform = "PLATFORM_ERROR";
    public const string DataEndpoint = "DATA_ENDPOINT_ERROR";
    public const string Push = "PUSH_ERROR";
    public const string Quota = "QUOTA_ERROR";
    public const string ClockSkew = "CLOCK_SKEW_ERROR";
    public const string Proxy = "PROXY_ERROR";
    public const string DockerCredential = "DOCKER_CREDENTIAL_ERROR";
    public const string HelmCredential = "HELM_CREDENTIAL_ERROR";
    public const string DockerConfiguration = "DOCKER_CONFIGURATION_ERROR";
    public const string DiskSpace = "DISK_SPACE_ERROR";
    public const string RegistryState = "REGISTRY_STATE_ERROR";
    public const string PrivateEndpoint = "PRIVATE_ENDPOINT_ERROR";
    public const string Role = "ROLE_ERROR";
    public const string KubeletIdentity = "KUBELET_IDENTITY_ERROR";
    public const string CredentialProvider = "CREDENTIAL_PROVIDER_ERROR";
    public const string PullSecret = "PULL_SECRET_ERROR";
    public const string ContainerdConfiguration = "CONTAINERD_CONFIGURATION_ERROR";
    public const string ContainerdPull = "CONTAINERD_PULL_ERROR";
}
