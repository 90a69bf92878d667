using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Entra;

/// <summary>The errors of Microsoft Entra ID that clients report, in its own words, whatever was sent.</summary>
internal static class EntraRefusals
{
    private const string Grant = "invalid_grant";
    private const string Client = "invalid_client";
    private const string Request = "invalid_request";
    private const string Interaction = "interaction_required";
    private const string Unauthorized = "unauthorized_client";

    private static readonly Dictionary<int, (string Error, string Description)> Errors = new()
    {
        [7000215] = (Client, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'."),
        [7000222] = (Client, "The provided client secret keys for app '{client}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds."),
        [7000218] = (Client, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
        [700016] = (Unauthorized, "Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant."),
        [7000112] = (Unauthorized, "Application '{client}'(build) is disabled."),
        [90002] = (Request, "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant."),
        [900382] = (Request, "Confidential Client is not supported in Cross Cloud request."),
        [500021] = (Request, "Access to '{tenant}' tenant is denied."),
        [50020] = (Grant, "User account 'someone@example.com' from identity provider 'live.com' does not exist in tenant '{tenant}' and cannot access the application '{client}'(Azure CLI) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account."),
        [50076] = (Interaction, "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{client}'."),
        [50079] = (Interaction, "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '{client}'."),
        [53003] = (Interaction, "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance."),
        [70043] = (Grant, "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on 2026-04-14T21:31:07.1749157Z and the maximum allowed lifetime for this request is 43200."),
        [700082] = (Grant, "The refresh token has expired due to inactivity. The token was issued on 2026-01-14T21:31:07.1749157Z and was inactive for 90.00:00:00."),
        [50173] = (Grant, "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password."),
        [65001] = (Grant, "The user or administrator has not consented to use the application with ID '{client}' named 'build'. Send an interactive authorization request for this user and resource."),
        [50105] = (Grant, "Your administrator has configured the application build ('{client}') to block users unless they are specifically granted ('assigned') access to the application."),
        [50126] = (Grant, "Error validating credentials due to invalid username or password."),
        [50055] = (Grant, "The password is expired."),
        [50057] = (Grant, "The user account is disabled."),
        [50053] = (Grant, "The account is locked, you've tried to sign in too many times with an incorrect user ID or password."),
        [700027] = (Client, "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '0123456789ABCDEF0123456789ABCDEF01234567', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '{client}'.]"),
        [70021] = (Client, "No matching federated identity record found for presented assertion. Assertion Issuer: 'https://token.actions.githubusercontent.com'. Assertion Subject: 'repo:contoso/app:ref:refs/heads/main'. Assertion Audience: 'api://AzureADTokenExchange'."),
        [700213] = (Client, "No matching federated identity record found for presented assertion subject 'system:serviceaccount:default:app'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion."),
        [700024] = (Client, "Client assertion is not within its valid time range. Current time: 2026-11-27T18:00:00.0000000Z, assertion valid from 2026-11-27T16:00:00.0000000Z, expiry time of assertion 2026-11-27T17:00:00.0000000Z."),
        [500011] = ("invalid_resource", "The resource principal named https://management.azure.com was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant."),
        [50196] = (Request, "The server terminated an operation because it encountered a client request loop."),
        [90033] = ("temporarily_unavailable", "A transient error has occurred. Please try again."),
    };

    /// <summary>The numbers of the errors whose words are known.</summary>
    public static IReadOnlyCollection<int> Numbers => Errors.Keys;

    /// <summary>The error with a number.</summary>
    public static EntraError Of(int number, ClientRegistration client)
    {
        (string error, string description) = Errors.GetValueOrDefault(number, (Request, "The request was refused."));
        int status = error == Client ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest;
        return new(
            status,
            error,
            number,
            description.Replace("{client}", client.Principal.ClientId, StringComparison.Ordinal).Replace("{tenant}", client.TenantId, StringComparison.Ordinal));
    }
}
