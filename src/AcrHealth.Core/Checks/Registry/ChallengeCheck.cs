using System.Net;
using AcrHealth.Details;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

internal sealed class ChallengeCheck : HealthCheck
{
    public const string CheckName = "Challenge";

    private const string Bearer = "Bearer";
    private const string Basic = "Basic";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [TlsCheck.CheckName];

    public override IReadOnlyList<string> Codes =>
        [ErrorCodes.Challenge, ErrorCodes.Forbidden, ErrorCodes.TooManyRequests, ErrorCodes.WwwAuthenticate];

    public override string Description => Strings.ChallengeDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        RegistryClient client = context.ValueOf<RegistryClient>(TlsCheck.CheckName);
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Target.Url("/v2/"));
        var patient = new PatientRequest(context, client);
        try
        {
            HttpAnswer answer = await patient.SendAsync(request, cancellation).ConfigureAwait(false);
            return patient.Judged(Judge(context, client, answer));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.Challenge);
        }
    }

    private static CheckOutcome Judge(CheckContext context, RegistryClient client, HttpAnswer answer) =>
        HttpFailure.AtAnyStep(context, answer, ErrorCodes.Challenge) ?? JudgeStatus(context, client, answer);

    private static CheckOutcome JudgeStatus(CheckContext context, RegistryClient client, HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => JudgeChallenge(context, client, answer),
        HttpStatusCode.Forbidden => CheckOutcome.Failed(
            ErrorCodes.Forbidden, CheckOutcome.Format(Strings.ChallengeForbidden, answer.Summary), answer.ToDetail()),
        HttpStatusCode.OK => Fail(answer, Strings.ChallengeOpen),
        HttpStatusCode.NotFound => Fail(answer, Strings.ChallengeNotFound),
        HttpStatusCode.ProxyAuthenticationRequired => Fail(answer, Strings.ChallengeProxy),
        _ => Fail(answer, Strings.ChallengeOther),
    };

    private static CheckOutcome JudgeChallenge(CheckContext context, RegistryClient client, HttpAnswer answer)
    {
        IEnumerable<string> values = answer.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var raw) ? raw : [];
        string[] headers = [.. values];
        if (headers.Length == 0)
        {
            return Fail(answer, Strings.ChallengeMissing);
        }

        IReadOnlyList<AuthenticationChallenge> challenges = AuthenticationChallenge.Parse(headers);
        bool offersBasic = challenges.Any(challenge => challenge.Is(Basic));
        AuthenticationChallenge? bearer = challenges.FirstOrDefault(challenge => challenge.Is(Bearer));
        ChallengeDetail detail = Detail(answer, challenges, bearer);
        if (bearer is null)
        {
            return offersBasic
                ? CheckOutcome.Passed(Strings.ChallengeBasic, detail, new RegistryChallenge(client, null, null))
                : CheckOutcome.Failed(
                    ErrorCodes.WwwAuthenticate, CheckOutcome.Format(Strings.ChallengeUnknownScheme, UntrustedText.Clean(string.Join(", ", headers))), detail);
        }

        if (detail.Realm is null || detail.Service is null)
        {
            return CheckOutcome.Failed(
                ErrorCodes.WwwAuthenticate, CheckOutcome.Format(Strings.ChallengeMalformed, UntrustedText.Clean(string.Join(", ", headers))), detail);
        }

        // A bare path passes for a file's URL on Unix.
        if (!UntrustedUrl.TryParse(bearer.Parameters["realm"], null, out Uri? realm) || realm.IsFile)
        {
            return CheckOutcome.Failed(ErrorCodes.WwwAuthenticate, CheckOutcome.Format(Strings.ChallengeRealmNoUrl, detail.Realm), detail);
        }

        if (!context.Target.IsSameOrigin(realm))
        {
            return CheckOutcome.Failed(
                ErrorCodes.Challenge, CheckOutcome.Format(Strings.ChallengeRealmElsewhere, detail.Realm, context.Target.Url("/").GetLeftPart(UriPartial.Authority)), detail, Strings.ChallengeRealmStep);
        }

        return CheckOutcome.Passed(
            CheckOutcome.Format(Strings.ChallengeBearer, detail.Realm), detail, new RegistryChallenge(client, realm, bearer.Parameters["service"]));
    }

    private static CheckOutcome Fail(HttpAnswer answer, string format) =>
        CheckOutcome.Failed(ErrorCodes.Challenge, CheckOutcome.Format(format, answer.Summary), answer.ToDetail());

    private static ChallengeDetail Detail(HttpAnswer answer, IReadOnlyList<AuthenticationChallenge> challenges, AuthenticationChallenge? bearer) => new()
    {
        Request = answer.Request,
        StatusCode = answer.StatusCode,
        RegistryErrorCode = answer.Error?.Code,
        RegistryErrorMessage = answer.Error?.Message,
        CorrelationId = answer.CorrelationId,
        Duration = answer.Duration,
        ClockSkew = answer.ClockSkew,
        Schemes = [.. challenges.Select(challenge => UntrustedText.Clean(challenge.Scheme, 50))],
        Realm = Parameter(bearer, "realm"),
        Service = Parameter(bearer, "service"),
    };

    private static string? Parameter(AuthenticationChallenge? challenge, string name) =>
        challenge is not null && challenge.Parameters.TryGetValue(name, out string? value) && UntrustedText.Clean(value) is { Length: > 0 } clean ? clean : null;
}
