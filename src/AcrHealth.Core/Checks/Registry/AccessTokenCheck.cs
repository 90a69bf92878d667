using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Registry;

internal sealed class AccessTokenCheck : HealthCheck
{
    public const string CheckName = "AccessToken";

    /// <summary>The registry with its access token.</summary>
    public static readonly CheckOutput<RegistryAccess> Access = new(CheckName);

    // What the Azure CLI asks for, too: the right to list the registry's repositories.
    private const string RegistryScope = "registry:catalog:*";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RefreshTokenCheck.CheckName];

    public override IReadOnlyList<string> After => [CredentialCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.AccessToken, ErrorCodes.AccessTokenPermissions, ErrorCodes.TooManyRequests];

    public override string Description => Strings.AccessTokenDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        RegistrySession session = context.Get(RefreshTokenCheck.Session);
        RegistryChallenge challenge = session.Challenge;
        SignIn signIn = context.SignIn;
        if (signIn is SignIn.Anonymous && challenge.TokenService is null)
        {
            return context.Report(SignInFindings.AnonymousAccessNotOffered, null);
        }

        if (signIn is SignIn.Anonymous && context.Options is { Image: null, PushTo: null })
        {
            return CheckOutcome.Skipped(CheckOutcome.Format(Strings.AccessTokenAnonymousRepository, CredentialCheck.Parameter(context, "Repository")));
        }

        using HttpRequestMessage request = Request(context, session, signIn);
        var patient = new PatientRequest(context, challenge.Client);
        try
        {
            HttpAnswer answer = await patient.SendAsync(request, cancellation).ConfigureAwait(false);
            if (challenge.TokenService is null)
            {
                return patient.Judged(JudgeBasic(context, session, signIn, answer));
            }

            CheckOutcome outcome = JudgeToken(context, session, answer);
            return patient.Judged(outcome.Find(Access) is { } access && RepositoryPermissions.Of(context) is { } permissions
                ? await permissions.JudgeAsync(access, answer, cancellation).ConfigureAwait(false) ?? outcome
                : outcome);
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.AccessToken);
        }
    }

    private static HttpRequestMessage Request(CheckContext context, RegistrySession session, SignIn signIn) => session.Challenge.TokenService is null
        ? Basic(session, (SignIn.Password)signIn).Request(HttpMethod.Get, context.Target.Url("/v2/"))
        : TokenRequest.For(session, signIn, Scope(context));

    private static RegistryAccess Basic(RegistrySession session, SignIn.Password password)
    {
        string pair = $"{password.Credential.UserName}:{password.Credential.Password}";
        return new(session, new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))));
    }

    // The least that the checks to come need: a credential for one repository is no worse for not listing them all.
    private static string Scope(CheckContext context) =>
        (context.Options.Image?.Repository ?? context.Options.PushTo) is { } repository ? $"repository:{repository}:pull" : RegistryScope;

    private static CheckOutcome JudgeToken(CheckContext context, RegistrySession session, HttpAnswer answer)
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
            ? CheckOutcome.Passed(CheckOutcome.Format(Strings.AccessTokenGiven, Scope(context)), answer.ToDetail()).WithOutput(Access, access)
            : HttpFailure.NoToken(context, answer, ErrorCodes.AccessToken, "access_token");
    }

    private static CheckOutcome JudgeBasic(CheckContext context, RegistrySession session, SignIn signIn, HttpAnswer answer) =>
        AccessTokenRefusal.FromGivenCredential(context, answer)
        ?? HttpFailure.AtAnyStep(context, answer, ErrorCodes.AccessToken)
        ?? (answer.Status == HttpStatusCode.OK
            ? CheckOutcome.Passed(Strings.AccessTokenBasic, answer.ToDetail()).WithOutput(Access, Basic(session, (SignIn.Password)signIn))
            : AccessTokenRefusal.Report(context, answer));
}
