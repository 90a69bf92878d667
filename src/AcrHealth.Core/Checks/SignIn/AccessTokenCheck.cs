using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Diagnosis.Pull;
using AcrHealth.Diagnosis.SignIn;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.SignIn;

internal sealed class AccessTokenCheck : HealthCheck
{
    public const string CheckName = "AccessToken";

    /// <summary>The registry with its access token.</summary>
    public static readonly CheckOutput<RegistryAccess> Access = new(CheckName);

    // The Azure CLI requests the same scope: the right to list the registry's repositories.
    private const string RegistryScope = "registry:catalog:*";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RefreshTokenCheck.CheckName];

    public override IReadOnlyList<string> After => [CredentialCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.AccessToken, ErrorCodes.AccessTokenPermissions, ErrorCodes.TooManyRequests];

    public override string Description => Strings.AccessTokenDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        RegistrySession session = context.Get(RefreshTokenCheck.Session);
        RegistryChallenge challenge = session.Challenge;
        SignInMethod signIn = context.SignIn;
        if (signIn is SignInMethod.Anonymous && challenge.TokenService is null)
        {
            return context.Report(SignInFindings.AnonymousAccessNotOffered, null);
        }

        if (signIn is SignInMethod.Anonymous && context.Options is { Image: null, PushTo: null })
        {
            return CheckOutcome.Skipped(MessageFormat.Format(Strings.AccessTokenAnonymousRepository, context.Options.CommandSyntax.Parameter("Repository")));
        }

        using HttpRequestMessage request = Request(context, session, signIn);
        var retrying = context.Retrying(challenge.Client);
        try
        {
            RegistryResponse answer = await retrying.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (challenge.TokenService is null)
            {
                return context.WarnIfThrottled(retrying, EvaluateBasic(context, session, signIn, answer));
            }

            CheckOutcome outcome = EvaluateToken(context, session, answer);
            return context.WarnIfThrottled(retrying, outcome.Find(Access) is { } access && RepositoryPermissions.Of(context) is { } permissions
                ? (await permissions.EvaluateAsync(access, answer, cancellationToken).ConfigureAwait(false))?.WithOutputOf(outcome) ?? outcome
                : outcome);
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.AccessToken);
        }
    }

    private static HttpRequestMessage Request(CheckContext context, RegistrySession session, SignInMethod signIn) => session.Challenge.TokenService is null
        ? Basic(session, (SignInMethod.Password)signIn).Request(HttpMethod.Get, context.Target.Url("/v2/"))
        : TokenRequest.For(session, signIn, Scope(context));

    private static RegistryAccess Basic(RegistrySession session, SignInMethod.Password password)
    {
        string pair = $"{password.Credential.UserName}:{password.Credential.Password}";
        return new(session, new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))));
    }

    // The least that the later checks need: a credential for one repository is valid even if it cannot list all.
    private static string Scope(CheckContext context) =>
        (context.Options.Image?.Repository ?? context.Options.PushTo) is { } repository ? $"repository:{repository}:pull" : RegistryScope;

    private static CheckOutcome EvaluateToken(CheckContext context, RegistrySession session, RegistryResponse answer)
    {
        if (AccessTokenRefusal.FromGivenCredential(context, answer) is { } given)
        {
            return given;
        }

        if (HttpFailure.AtAnyStep(context, answer, ErrorCodes.AccessToken) is { } failure)
        {
            return failure;
        }

        if (answer.Status != HttpStatusCode.OK)
        {
            return AccessTokenRefusal.Report(context, answer);
        }

        return RegistryAccess.FromAnswer(session, answer) is { } access
            ? CheckOutcome.Passed(MessageFormat.Format(Strings.AccessTokenGiven, Scope(context)), answer.ToDetail()).WithOutput(Access, access)
            : HttpFailure.NoToken(context, answer, ErrorCodes.AccessToken, "access_token");
    }

    private static CheckOutcome EvaluateBasic(CheckContext context, RegistrySession session, SignInMethod signIn, RegistryResponse answer) =>
        AccessTokenRefusal.FromGivenCredential(context, answer)
        ?? HttpFailure.AtAnyStep(context, answer, ErrorCodes.AccessToken)
        ?? (answer.Status == HttpStatusCode.OK
            ? CheckOutcome.Passed(Strings.AccessTokenBasic, answer.ToDetail()).WithOutput(Access, Basic(session, (SignInMethod.Password)signIn))
            : AccessTokenRefusal.Report(context, answer));
}
