using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AcrHealth.Details;
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

    // What the Azure CLI asks for, too: the right to list the registry's repositories.
    private const string RegistryScope = "registry:catalog:*";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RefreshTokenCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.AccessToken, ErrorCodes.TooManyRequests];

    public override string Description => Strings.AccessTokenDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        RegistrySession session = context.ValueOf<RegistrySession>(RefreshTokenCheck.CheckName);
        RegistryChallenge challenge = session.Challenge;
        SignIn signIn = context.Options.SignIn;
        if (signIn is SignIn.Anonymous && challenge.TokenService is null)
        {
            return CheckOutcome.Failed(ErrorCodes.AccessToken, Strings.AccessTokenAnonymousBasic, null, Strings.AccessTokenAnonymousBasicStep);
        }

        if (signIn is SignIn.Anonymous && context.Options.Repository is null)
        {
            return CheckOutcome.Skipped(Strings.AccessTokenAnonymousRepository);
        }

        using HttpRequestMessage request = Request(context, session, signIn);
        var patient = new PatientRequest(context, challenge.Client);
        try
        {
            HttpAnswer answer = await patient.SendAsync(request, cancellation).ConfigureAwait(false);
            return patient.Judged(challenge.TokenService is null ? JudgeBasic(answer) : JudgeToken(context, signIn, answer));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return CheckOutcome.Failed(
                ErrorCodes.AccessToken,
                HttpFailure.Explain(context, request, exception),
                new HttpDetail { Request = HttpAnswer.Show(request) });
        }
    }

    private static HttpRequestMessage Request(CheckContext context, RegistrySession session, SignIn signIn)
    {
        RegistryChallenge challenge = session.Challenge;
        if (challenge.TokenService is null)
        {
            NetworkCredential basic = ((SignIn.Password)signIn).Credential;
            var ping = new HttpRequestMessage(HttpMethod.Get, context.Target.Url("/v2/"));
            ping.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.UserName}:{basic.Password}")));
            return ping;
        }

        string service = challenge.Service!;
        string scope = Scope(context);
        if (signIn is SignIn.Anonymous)
        {
            string query = $"service={Uri.EscapeDataString(service)}&scope={Uri.EscapeDataString(scope)}";
            return new(HttpMethod.Get, challenge.TokensWith(query));
        }

        Dictionary<string, string> form = new() { ["service"] = service, ["scope"] = scope };
        if (signIn is SignIn.Password { Credential: var credential })
        {
            form["grant_type"] = "password";
            form["username"] = credential.UserName;
            form["password"] = credential.Password;
        }
        else
        {
            form["grant_type"] = "refresh_token";
            form["refresh_token"] = session.RefreshToken!;
        }

        return new(HttpMethod.Post, challenge.TokensWith(string.Empty)) { Content = new FormUrlEncodedContent(form) };
    }

    private static string Scope(CheckContext context) =>
        context.Options.Repository is { } repository ? $"repository:{repository}:pull" : RegistryScope;

    private static CheckOutcome JudgeToken(CheckContext context, SignIn signIn, HttpAnswer answer)
    {
        if (HttpFailure.AtAnyStep(answer, ErrorCodes.AccessToken) is { } failure)
        {
            return failure;
        }

        if (answer.Status != HttpStatusCode.OK)
        {
            string format = signIn switch
            {
                SignIn.Anonymous => Strings.AccessTokenAnonymousRefused,
                SignIn.Password => Strings.AccessTokenPasswordRefused,
                _ => Strings.AccessTokenRefused,
            };
            return CheckOutcome.Failed(ErrorCodes.AccessToken, CheckOutcome.Format(format, answer.Summary, Scope(context)), answer.ToDetail());
        }

        return TokenAnswer.Read(answer.Body, "access_token", "token") is null
            ? HttpFailure.NoToken(answer, ErrorCodes.AccessToken, "access_token")
            : CheckOutcome.Passed(CheckOutcome.Format(Strings.AccessTokenGiven, Scope(context)), answer.ToDetail());
    }

    private static CheckOutcome JudgeBasic(HttpAnswer answer) =>
        HttpFailure.AtAnyStep(answer, ErrorCodes.AccessToken)
        ?? (answer.Status == HttpStatusCode.OK
            ? CheckOutcome.Passed(Strings.AccessTokenBasic, answer.ToDetail())
            : CheckOutcome.Failed(ErrorCodes.AccessToken, CheckOutcome.Format(Strings.AccessTokenPasswordRefused, answer.Summary), answer.ToDetail()));
}
