using AcrHealth.Details;
using AcrHealth.Identity;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

internal sealed class CredentialCheck : HealthCheck
{
    public const string CheckName = "Credential";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Codes => [ErrorCodes.RefreshToken];

    public override string Description => Strings.CredentialDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation) => context.Options.SignIn switch
    {
        SignIn.Anonymous => Task.FromResult(CheckOutcome.NotNeeded(Strings.CredentialAnonymous)),
        SignIn.Password password => Task.FromResult(CheckOutcome.Passed(
            CheckOutcome.Format(Strings.CredentialPassword, UntrustedText.Clean(password.Credential.UserName, 100)),
            new CredentialDetail { Source = "Credential" })),
        SignIn.Token token => Task.FromResult(Judge(new EntraToken(token.Value, null, null), null)),
        SignIn.Entra entra => AcquireAsync(context, entra, cancellation),
        _ => throw new InvalidOperationException(context.Options.SignIn.GetType().Name),
    };

    public override CheckOutcome TimedOut(CheckContext context) => CheckOutcome.Failed(
        ErrorCodes.RefreshToken, CheckOutcome.Format(Strings.CredentialTimedOut, context.Options.Timeout.TotalSeconds));

    private static async Task<CheckOutcome> AcquireAsync(CheckContext context, SignIn.Entra entra, CancellationToken cancellation)
    {
        EntraTokenRequest request = Request(context, entra);
        try
        {
            return Judge(await context.Session.AcquireTokenAsync(request, cancellation).ConfigureAwait(false), request);
        }
        catch (EntraSignInException exception)
        {
            SignInAttempt[] attempts =
                [.. exception.Attempts.Select(attempt => new SignInAttempt { Source = attempt.Source, Message = UntrustedText.Clean(attempt.Message, 1000) })];
            var detail = new CredentialDetail
            {
                Source = entra.ManagedIdentityClientId is null ? "DefaultAzureCredential" : "ManagedIdentityCredential",
                AuthorityHost = request.AuthorityHost.Host,
                Scope = request.Scope,
                Attempts = attempts,
            };
            context.Tell($"{request.AuthorityHost.Host}: {string.Join(" | ", attempts.Select(attempt => attempt.ToString()))}");
            string via = ProxySettings.UsableFor(request.AuthorityHost) is { } proxy
                ? CheckOutcome.Format(Strings.TlsThroughProxy, ProxySettings.Display(proxy))
                : string.Empty;
            return CheckOutcome.Failed(
                ErrorCodes.RefreshToken,
                CheckOutcome.Format(attempts.Length > 1 ? Strings.CredentialNone : Strings.CredentialRefused, request.AuthorityHost.Host, UntrustedText.Clean(exception.Message, 200), attempts.Length) + via,
                detail,
                Strings.CredentialStepSignIn,
                Strings.CredentialStepVariables,
                Strings.CredentialStepOther);
        }
    }

    private static EntraTokenRequest Request(CheckContext context, SignIn.Entra entra)
    {
        Uri authority = context.Options.Cloud.AuthorityFor(context.Target);
        AzureCloud? cloud = AzureCloud.ByAuthority(authority);
        return new(
            authority,
            cloud is not null,
            AzureCloud.RegistryScope,
            (cloud ?? context.Target.Cloud ?? AzureCloud.Public).ResourceManagerScope,
            entra.TenantId,
            entra.ManagedIdentityClientId)
        {
            CertificateAuthorities = context.Options.CertificateAuthorities,
        };
    }

    private static CheckOutcome Judge(EntraToken token, EntraTokenRequest? request)
    {
        TokenClaims claims = TokenClaims.Read(token.Value);
        DateTimeOffset? end = token.ExpiresOn ?? claims.ExpiresOn;
        var detail = new CredentialDetail
        {
            Source = token.Source ?? "AccessToken",
            AuthorityHost = request?.AuthorityHost.Host,
            Scope = request?.Scope,
            Audience = claims.Audience,
            TenantId = claims.TenantId,
            ObjectId = claims.ObjectId,
            ApplicationId = claims.ApplicationId,
            ExpiresOn = end?.ToLocalTime(),
        };
        if (end <= DateTimeOffset.Now)
        {
            return CheckOutcome.Failed(ErrorCodes.RefreshToken, CheckOutcome.Format(Strings.CredentialExpired, detail.ExpiresOn), detail, Strings.CredentialExpiredStep);
        }

        string identity = claims.ApplicationId ?? claims.ObjectId ?? "-";
        return token.Source is null
            ? CheckOutcome.Passed(CheckOutcome.Format(Strings.CredentialToken, identity, claims.TenantId ?? "-"), detail, token)
            : CheckOutcome.Passed(CheckOutcome.Format(Strings.CredentialEntra, identity, claims.TenantId ?? "-", token.Source), detail, token);
    }
}
