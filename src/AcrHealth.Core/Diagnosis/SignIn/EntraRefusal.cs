using System.Globalization;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Programs;
using AcrHealth.Running;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>Reports a refusal by Microsoft Entra ID, by its error number and the source that it refused.</summary>
/// <param name="Failure">The failure of the source.</param>
/// <param name="Error">The error in it.</param>
/// <param name="Request">The request for the token.</param>
internal sealed record EntraRefusal(SignInSourceFailure Failure, AadstsError Error, EntraTokenRequest Request)
{
    // The reader fills in a placeholder that stands for an unknown name.
    private const string UnknownClient = "<client-id>";
    private const string UnknownTenant = "<tenant>";
    private const string Unknown = "-";

    private static readonly string[] Principals = [SignInSource.EnvironmentVariables, SignInSource.WorkloadIdentity];

    private bool IsOfPrincipal => Principals.Contains(Failure.Source);

    private string? Tenant =>
        Request.TenantId ?? (IsOfPrincipal ? IdentityVariables.Value(IdentityVariables.Tenant) : null) ?? Error.Tenant;

    private string? Client => Failure.Source == SignInSource.ManagedIdentity
        ? Request.ManagedIdentityClientId ?? IdentityVariables.Value(IdentityVariables.Client)
        : (IsOfPrincipal ? IdentityVariables.Value(IdentityVariables.Client) : null) ?? Error.Application;

    public CheckOutcome Report(CheckContext context, CredentialDetail detail)
    {
        Finding finding = Finding();
        List<(string, object?)> values =
        [
            ("source", SignInSource.Display(Failure.Source)),
            ("code", Error.Code),
            ("authority", Request.AuthorityHost.Host),
            ("client", Client ?? UnknownClient),
            ("tenant", Tenant ?? UnknownTenant),
            ("signIn", Command(SignInSource.SignInCommand(Failure.Source, Tenant))),
            ("signOut", Command(SignInSource.SignOutCommand(Failure.Source))),
            ("detail", Error.Description.Length > 0 ? Error.Description : Unknown),
        ];
        if (finding == SignInFindings.SignInRefused)
        {
            values.Add(("number", Error.Number.ToString(CultureInfo.InvariantCulture)));
        }
        else if (finding == SignInFindings.ClientCertificateRejected)
        {
            values.Add(("file", IdentityVariables.Value(IdentityVariables.Certificate) ?? Unknown));
        }
        else if (finding == SignInFindings.FederatedTokenExpired || finding == SignInFindings.FederatedCredentialMismatch)
        {
            values.Add(("file", IdentityVariables.Value(IdentityVariables.FederatedToken) ?? Unknown));
        }

        if (finding == SignInFindings.FederatedCredentialMismatch)
        {
            TokenClaims claims = IdentityVariables.FederatedClaims();
            values.Add(("issuer", claims.Issuer ?? Unknown));
            values.Add(("subject", claims.Subject ?? Unknown));
            values.Add(("audience", claims.Audience ?? Unknown));
        }

        return context.Report(finding, detail, [.. values]);
    }

    /// <summary>The cause. Entra uses one number for all assertions that are not valid at the moment, regardless of who made them.</summary>
    private Finding Finding()
    {
        Finding finding = AadstsFindings.Of(Error.Number);
        return finding == SignInFindings.FederatedTokenExpired && Failure.Source == SignInSource.EnvironmentVariables ? SignInFindings.SignInClockWrong : finding;
    }

    private static CommandLine? Command(string? line) => line is null ? null : new(line);
}
