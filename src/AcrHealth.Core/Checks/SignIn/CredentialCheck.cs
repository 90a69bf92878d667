using AcrHealth.Checks.Node;
using AcrHealth.Details;
using AcrHealth.Diagnosis.SignIn;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Nodes;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.SignIn;

/// <summary>Gets the token of an identity, or checks the credential that the caller gave.</summary>
internal sealed class CredentialCheck : HealthCheck
{
    public const string CheckName = ProvidedLogin.Check;

    /// <summary>The token of an identity; none if the sign-in does not need one.</summary>
    public static readonly CheckOutput<EntraToken> Token = new(CheckName);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> After => [NodeCheckNames.CredentialProvider, NodeCheckNames.PullSecret];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.RefreshToken];

    public override string Description => Strings.CredentialDescription;

    public override IReadOnlyList<string> AfterIn(HealthCheckOptions options, RegistryTarget? target) => options.SignIn is SignInMethod.Provided provided ? [Output(provided).Check] : [];

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) => context.Options.SignIn switch
    {
        SignInMethod.Anonymous => Task.FromResult(CheckOutcome.NotNeeded(MessageFormat.Format(Strings.CredentialAnonymous, context.Options.CommandSyntax.Parameter("Anonymous")))),
        SignInMethod.Password password => Task.FromResult(GivenCredential.Evaluate(context, password)),
        SignInMethod.Token token => Task.FromResult(Use(token, GivenToken.Evaluate(context, token))),
        SignInMethod.Provided provided => Task.FromResult(Provided(context, Output(provided))),
        SignInMethod.Entra entra => AcquireAsync(context, entra, cancellationToken),
        _ => throw new InvalidOperationException(context.Options.SignIn.GetType().Name),
    };

    public override CheckOutcome TimedOut(CheckContext context) => context.Options.SignIn is SignInMethod.Entra entra
        ? new SignInDiagnosis(context, Request(context, entra), Detail(Request(context, entra), [])).TimedOut()
        : base.TimedOut(context);

    private static CheckOutcome Use(SignInMethod.Token given, CheckOutcome outcome) =>
        outcome.Status == CheckStatus.Passed ? outcome.WithOutput(Token, new(given.Value, null, null)) : outcome;

    private static CheckOutput<NodeCredential> Output(SignInMethod.Provided provided) => provided is SignInMethod.Kubelet ? CredentialProviderCheck.Credential : PullSecretCheck.Credential;

    private static CheckOutcome Provided(CheckContext context, CheckOutput<NodeCredential> output) => context.Find(output) is { } credential
        ? CheckOutcome.Passed(
            MessageFormat.Format(Strings.CredentialProvided, credential.ShownUserName, output.Check),
            new CredentialDetail { Source = output.Check, ExpiresOn = credential.ExpiresOn }).WithOutput(ProvidedLogin.Output, credential.ToSignIn())
        : CheckOutcome.BlockedOn(output.Check);

    private static async Task<CheckOutcome> AcquireAsync(CheckContext context, SignInMethod.Entra entra, CancellationToken cancellationToken)
    {
        EntraTokenRequest request = Request(context, entra);
        try
        {
            return Evaluate(context, await context.Session.AcquireTokenAsync(request, cancellationToken).ConfigureAwait(false), request);
        }
        catch (EntraSignInException exception)
        {
            SignInAttempt[] attempts =
                [.. exception.Attempts.Select(attempt => new SignInAttempt { Source = attempt.Source, Message = UntrustedText.Clean(attempt.Message, 1000) })];
            context.LogVerbose($"{request.AuthorityHost.Host}: {string.Join(" | ", attempts.Select(attempt => attempt.ToString()))}");
            return new SignInDiagnosis(context, request, Detail(request, attempts)).Report(exception);
        }
        catch (TimeoutException)
        {
            return new SignInDiagnosis(context, request, Detail(request, [])).TimedOut();
        }
    }

    private static CredentialDetail Detail(EntraTokenRequest request, IReadOnlyList<SignInAttempt> attempts) => new()
    {
        Source = request.ManagedIdentityClientId is null ? "DefaultAzureCredential" : SignInSource.ManagedIdentity,
        AuthorityHost = request.AuthorityHost.Host,
        Scope = request.Scope,
        Attempts = attempts,
    };

    private static EntraTokenRequest Request(CheckContext context, SignInMethod.Entra entra)
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

    private static CheckOutcome Evaluate(CheckContext context, EntraToken token, EntraTokenRequest request)
    {
        TokenClaims claims = TokenClaims.Read(token.Value);
        DateTimeOffset? expiry = token.ExpiresOn ?? claims.ExpiresOn;
        CredentialDetail detail = claims.ToDetail(token.Source!, expiry, request.AuthorityHost.Host, request.Scope);
        return expiry <= DateTimeOffset.Now
            ? context.Report(
                SignInFindings.IdentityTokenExpired,
                detail,
                ("source", SignInSource.Display(token.Source!)),
                ("expiry", expiry),
                ("now", DateTimeOffset.Now))
            : CheckOutcome.Passed(
                MessageFormat.Format(Strings.CredentialEntra, claims.DisplayName, claims.TenantId ?? "-", SignInSource.Display(token.Source!)), detail).WithOutput(Token, token);
    }
}
