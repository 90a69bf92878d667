using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of the checks of signing in (Entra login, credential, refresh token, access token, API, permissions).</summary>
internal static class SignInFindings
{
    private static readonly FindingSet Set = new(nameof(SignInFindings));

    // The texts of every failure to sign in with Microsoft Entra ID use these values.
    private static readonly string[] EntraValues = ["source", "code", "authority", "client", "tenant", "signIn", "signOut", "detail"];

    public static IReadOnlyList<Finding> All => Set.All;

    /// <summary>AADSTS7000215: the client secret does not belong to the application.</summary>
    public static Finding ClientSecretWrong { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS7000222: the client secret has expired.</summary>
    public static Finding ClientSecretExpired { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS7000218 and the like: no proof of the application's identity was sent.</summary>
    public static Finding ClientSecretMissing { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS700016 and the like: the tenant has no such application.</summary>
    public static Finding ApplicationNotFound { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS7000112 and the like: the application is disabled.</summary>
    public static Finding ApplicationDisabled { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS90002 and the like: there is no such tenant.</summary>
    public static Finding TenantNotFound { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS900382 and the like: the tenant is in another cloud.</summary>
    public static Finding TenantInOtherCloud { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS500021 and the like: the network's or a tenant's policy denies access to the tenant.</summary>
    public static Finding TenantAccessDenied { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS50020 and the like: the account is not in the tenant.</summary>
    public static Finding AccountNotInTenant { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS50076 and the like: multifactor authentication is required.</summary>
    public static Finding MfaRequired { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS53003 and the like: a Conditional Access policy blocks the sign-in.</summary>
    public static Finding ConditionalAccessBlocked { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS70043 and the like: a Conditional Access policy asks for a new sign-in.</summary>
    public static Finding SignInFrequencyExceeded { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS700082 and the like: the stored refresh token is no longer valid.</summary>
    public static Finding SignInExpired { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS65001 and the like: consent is missing.</summary>
    public static Finding ConsentMissing { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS50105: the account is not assigned to the application.</summary>
    public static Finding UserNotAssigned { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS50126 and the like: the account's user name or password is wrong.</summary>
    public static Finding AccountPasswordWrong { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS50055 and the like: the account's password must be changed.</summary>
    public static Finding AccountPasswordExpired { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS50057 and the like: the account is disabled or locked.</summary>
    public static Finding AccountBlocked { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS700027 and the like: the client certificate is not the application's.</summary>
    public static Finding ClientCertificateRejected { get; } = Set.Failed(ErrorCodes.RefreshToken, [.. EntraValues, "file"]);

    /// <summary>AADSTS70021 and the like: the application trusts no token like the federated one.</summary>
    public static Finding FederatedCredentialMismatch { get; } = Set.Failed(ErrorCodes.RefreshToken, [.. EntraValues, "file", "issuer", "subject", "audience"]);

    /// <summary>AADSTS700024 and the like: the federated token has expired.</summary>
    public static Finding FederatedTokenExpired { get; } = Set.Failed(ErrorCodes.RefreshToken, [.. EntraValues, "file"]);

    /// <summary>AADSTS700024 for a certificate: this machine's clock is wrong.</summary>
    public static Finding SignInClockWrong { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS500011 and the like: the tenant does not know the service.</summary>
    public static Finding RegistryServiceUnknown { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS50196 and the like: too many sign-ins.</summary>
    public static Finding SignInThrottled { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>AADSTS90033 and the like, or HTTP 5xx: the sign-in service fails.</summary>
    public static Finding SignInServiceFailing { get; } = Set.Failed(ErrorCodes.RefreshToken, EntraValues);

    /// <summary>Any other AADSTS code.</summary>
    public static Finding SignInRefused { get; } = Set.Failed(ErrorCodes.RefreshToken, [.. EntraValues, "number"]);

    /// <summary>A source failed in a way that is not known.</summary>
    public static Finding SignInFailed { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "detail", "authority"]);

    /// <summary>The file of the federated token is missing, empty or not readable.</summary>
    public static Finding FederatedTokenFileUnusable { get; } = Set.Failed(ErrorCodes.RefreshToken, ["file", "reason"]);

    /// <summary>The file of the client certificate cannot be used.</summary>
    public static Finding ClientCertificateUnusable { get; } = Set.Failed(ErrorCodes.RefreshToken, ["file", "reason"]);

    /// <summary>Only some of a service principal's variables are set.</summary>
    public static Finding IdentityVariablesIncomplete { get; } = Set.Failed(ErrorCodes.RefreshToken, ["present", "missing"]);

    /// <summary>AZURE_TOKEN_CREDENTIALS has a value that is not known.</summary>
    public static Finding TokenCredentialsVariableInvalid { get; } = Set.Failed(ErrorCodes.RefreshToken, ["value"]);

    /// <summary>The tenant's ID is malformed.</summary>
    public static Finding TenantIdInvalid { get; } = Set.Failed(ErrorCodes.RefreshToken, ["tenant", "origin"]);

    /// <summary>The machine has several user-assigned identities, and none was named.</summary>
    public static Finding ManagedIdentityAmbiguous { get; } = Set.Failed(ErrorCodes.RefreshToken, ["host"]);

    /// <summary>The named managed identity is not assigned to this machine.</summary>
    public static Finding ManagedIdentityNotAssigned { get; } = Set.Failed(ErrorCodes.RefreshToken, ["client", "origin", "host"]);

    /// <summary>The machine has no managed identity.</summary>
    public static Finding ManagedIdentityMissing { get; } = Set.Failed(ErrorCodes.RefreshToken, ["host"]);

    /// <summary>The managed identity endpoint cannot be reached.</summary>
    public static Finding ManagedIdentityUnreachable { get; } = Set.Failed(ErrorCodes.RefreshToken, ["host", "reason"]);

    /// <summary>HTTP_PROXY sends the request for a managed identity to a proxy.</summary>
    public static Finding ManagedIdentityThroughProxy { get; } = Set.Failed(ErrorCodes.RefreshToken, ["host", "proxy", "variable", "reason"]);

    /// <summary>The managed identity endpoint refuses the request.</summary>
    public static Finding ManagedIdentityRefused { get; } = Set.Failed(ErrorCodes.RefreshToken, ["host", "detail"]);

    /// <summary>The sign-in host cannot be resolved.</summary>
    public static Finding SignInHostNotFound { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "host", "reason"]);

    /// <summary>The sign-in host refuses connections or does not answer.</summary>
    public static Finding SignInHostUnreachable { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "host", "reason"]);

    /// <summary>The sign-in host presents a certificate that this machine does not trust.</summary>
    public static Finding SignInHostUntrusted { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "host", "reason"]);

    /// <summary>The certificate of the sign-in host cannot be verified: this machine trusts no certificate authority at all.</summary>
    public static Finding SignInHostWithoutAuthorities { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "host", "installAuthorities"]);

    /// <summary>The proxy does not open the way to the sign-in host.</summary>
    public static Finding SignInProxyFailed { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "host", "proxy", "variable", "reason"]);

    /// <summary>The sign-in took too long.</summary>
    public static Finding SignInTimedOut { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "host"]);

    /// <summary>A program that should give a token crashes.</summary>
    public static Finding SignInProgramFailed { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "program", "reason", "update"]);

    /// <summary>A program that should give a token hangs.</summary>
    public static Finding SignInProgramTimedOut { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "program"]);

    /// <summary>The session runs through sudo, so the user's own sign-in is not found.</summary>
    public static Finding SudoHidesSignIn { get; } = Set.Failed(ErrorCodes.RefreshToken, ["sudoUser", "home", "source"]);

    /// <summary>A tool is installed, but no account is signed in with it.</summary>
    public static Finding NotSignedIn { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "signIn", "others"]);

    /// <summary>No source has an identity, and no tool is installed that could have one.</summary>
    public static Finding NoIdentity { get; } = Set.Failed(ErrorCodes.RefreshToken);

    /// <summary>The given token is not a JSON Web Token.</summary>
    public static Finding AccessTokenMalformed { get; } = Set.Failed(ErrorCodes.RefreshToken);

    /// <summary>The given token contains white space.</summary>
    public static Finding AccessTokenWithWhitespace { get; } = Set.Failed(ErrorCodes.RefreshToken);

    /// <summary>The given token has expired.</summary>
    public static Finding AccessTokenExpired { get; } = Set.Failed(ErrorCodes.RefreshToken, ["expiry", "now"]);

    /// <summary>The given token is for another service.</summary>
    public static Finding AccessTokenForOtherService { get; } = Set.Failed(ErrorCodes.RefreshToken, ["audience"]);

    /// <summary>The given token is a registry's refresh token, as az acr login --expose-token gives it.</summary>
    public static Finding AccessTokenOfRegistry { get; } = Set.Failed(ErrorCodes.RefreshToken, ["audience"]);

    /// <summary>A source of identities gave a token that has expired by this machine's clock.</summary>
    public static Finding IdentityTokenExpired { get; } = Set.Failed(ErrorCodes.RefreshToken, ["source", "expiry", "now"]);

    /// <summary>The given user name or password has stray white space.</summary>
    public static Finding CredentialWithWhitespace { get; } = Set.Warning(null, ["part"]);

    /// <summary>The registry asks for Basic authentication only.</summary>
    public static Finding EntraSignInNotOffered { get; } = Set.Failed(ErrorCodes.EntraLogin);

    /// <summary>The identity's token is not sent to a host that is not an Azure Container Registry host.</summary>
    public static Finding EntraTokenWithheld { get; } = Set.Failed(ErrorCodes.RefreshToken);

    /// <summary>The firewall refuses this machine at the exchange, token or API step.</summary>
    public static Finding FirewallRefusedSignIn { get; } = Set.Failed(null, ["answer", "allow"]);

    /// <summary>The registry refuses a token for Azure Resource Manager.</summary>
    public static Finding ResourceManagerTokenRefused { get; } = Set.Failed(ErrorCodes.RefreshToken, ["answer"]);

    /// <summary>The registry refuses to exchange the Entra token.</summary>
    public static Finding ExchangeRefused { get; } = Set.Failed(ErrorCodes.RefreshToken, ["answer", "identity", "tenant", "objectId"]);

    /// <summary>Anonymous access to a registry with Basic authentication.</summary>
    public static Finding AnonymousAccessNotOffered { get; } = Set.Failed(ErrorCodes.AccessToken);

    /// <summary>The registry refuses anonymous access.</summary>
    public static Finding AnonymousAccessRefused { get; } = Set.Failed(ErrorCodes.AccessToken, ["answer", "repositoryName"]);

    /// <summary>The registry refuses user name and password.</summary>
    public static Finding PasswordRefused { get; } = Set.Failed(ErrorCodes.AccessToken, ["answer", "name"]);

    /// <summary>The registry refuses a service principal's application id and secret.</summary>
    public static Finding ServicePrincipalPasswordRefused { get; } = Set.Failed(ErrorCodes.AccessToken, ["answer", "name"]);

    /// <summary>The registry refuses its own refresh token given as a password.</summary>
    public static Finding RegistryTokenPasswordRefused { get; } = Set.Failed(ErrorCodes.AccessToken, ["answer"]);

    /// <summary>The registry refuses a credential that has stray white space.</summary>
    public static Finding CredentialWithWhitespaceRefused { get; } = Set.Failed(ErrorCodes.AccessToken, ["answer", "part"]);

    /// <summary>The user name is not an application of the directory.</summary>
    public static Finding ApplicationNotRegistered { get; } = Set.Failed(ErrorCodes.AccessToken, ["answer", "name"]);

    /// <summary>The identity may not list the repositories.</summary>
    public static Finding CatalogRefused { get; } = Set.Failed(ErrorCodes.AccessToken, ["answer", "identity", "objectId"]);

    /// <summary>The identity gets no token for the repository.</summary>
    public static Finding RepositoryTokenRefused { get; } = Set.Failed(ErrorCodes.AccessToken, ["answer", "identity", "objectId", "repositoryName"]);

    /// <summary>The API refuses a token of the registry's own token service.</summary>
    public static Finding ApiRefusedToken { get; } = Set.Failed(ErrorCodes.RegistryApi, ["answer"]);

    /// <summary>The token lacks a permission that was asked for.</summary>
    public static Finding PermissionsMissing { get; } = Set.Warning(ErrorCodes.AccessTokenPermissions, ["granted", "missing", "repositoryName", "objectId", "role", "repositoryRole", "actions"]);
}
