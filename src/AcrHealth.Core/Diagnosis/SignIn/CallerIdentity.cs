using AcrHealth.Details;
using AcrHealth.Identity;
using AcrHealth.Running;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>Reads from the check Credential which identity signs in.</summary>
internal static class CallerIdentity
{
    private const string UnknownIdentity = "-";
    private const string UnknownObject = "<object-id>";

    /// <summary>The application or account that signs in, and its tenant and object id.</summary>
    public static (string Identity, string Tenant, string ObjectId) Of(CheckContext context)
    {
        CredentialDetail? detail = DetailOf(context);
        return (
            detail?.ApplicationId ?? detail?.ObjectId ?? UnknownIdentity,
            detail?.TenantId ?? UnknownIdentity,
            Guid.TryParse(detail?.ObjectId, out Guid id) ? id.ToString() : UnknownObject);
    }

    /// <summary>The object id of the identity, or the client id that is the user name; empty if neither is known, which commands show as a placeholder.</summary>
    public static string ObjectIdOf(CheckContext context)
    {
        string? id = context.SignIn is SignInMethod.Password { Credential.UserName: var user }
            ? user
            : DetailOf(context)?.ObjectId;
        return Guid.TryParse(id, out Guid guid) ? guid.ToString() : string.Empty;
    }

    private static CredentialDetail? DetailOf(CheckContext context) => context.OutcomeOf(ProvidedLogin.Check)?.Detail as CredentialDetail;
}
