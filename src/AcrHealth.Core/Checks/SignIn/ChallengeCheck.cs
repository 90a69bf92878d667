using System.Net;
using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.Connection;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.SignIn;

internal sealed class ChallengeCheck : HealthCheck
{
    public const string CheckName = "Challenge";

    /// <summary>The authentication that the registry requested.</summary>
    public static readonly CheckOutput<RegistryChallenge> Challenge = new(CheckName);

    private const string Bearer = "Bearer";
    private const string Basic = "Basic";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [TlsCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes =>
        [ErrorCodes.Challenge, ErrorCodes.Forbidden, ErrorCodes.TooManyRequests, ErrorCodes.WwwAuthenticate];

    public override string Description => Strings.ChallengeDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        RegistryClient client = context.Get(TlsCheck.Connection);
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Target.Url("/v2/"));
        var retrying = context.Retrying(client);
        try
        {
            RegistryResponse answer = await retrying.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return context.WarnIfThrottled(retrying, Evaluate(context, client, answer));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.Challenge);
        }
    }

    private static CheckOutcome Evaluate(CheckContext context, RegistryClient client, RegistryResponse answer) =>
        HttpFailure.AtAnyStep(context, answer, ErrorCodes.Challenge) ?? EvaluateStatus(context, client, answer);

    private static CheckOutcome EvaluateStatus(CheckContext context, RegistryClient client, RegistryResponse answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => EvaluateChallenge(context, client, answer),
        HttpStatusCode.Forbidden => Forbidden(context, answer),
        HttpStatusCode.OK => Find(context, answer, ConnectionFindings.AuthenticationNotRequested),
        HttpStatusCode.NotFound => Find(context, answer, ConnectionFindings.RegistryApiNotFound),
        HttpStatusCode.ProxyAuthenticationRequired => Find(context, answer, ConnectionFindings.ProxyAnsweredRequest),
        _ => Find(context, answer, ConnectionFindings.ChallengeStatusUnexpected),
    };

    private static CheckOutcome EvaluateChallenge(CheckContext context, RegistryClient client, RegistryResponse answer)
    {
        IEnumerable<string> values = answer.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var raw) ? raw : [];
        string[] headers = [.. values];
        if (headers.Length == 0)
        {
            return Find(context, answer, ConnectionFindings.ChallengeMissing);
        }

        IReadOnlyList<AuthenticationChallenge> challenges = AuthenticationChallenge.Parse(headers);
        bool offersBasic = challenges.Any(challenge => challenge.Is(Basic));
        AuthenticationChallenge? bearer = challenges.FirstOrDefault(challenge => challenge.Is(Bearer));
        ChallengeDetail detail = Detail(answer, challenges, bearer);
        if (bearer is null)
        {
            return offersBasic
                ? CheckOutcome.Passed(Strings.ChallengeBasic, detail).WithOutput(Challenge, new(client, null, null))
                : context.Report(ConnectionFindings.ChallengeSchemeUnsupported, detail, ("header", UntrustedText.Clean(string.Join(", ", headers))));
        }

        if (detail.Realm is null || detail.Service is null)
        {
            return context.Report(
                ConnectionFindings.ChallengeIncomplete, detail, ("header", UntrustedText.Clean(string.Join(", ", headers))), ("target", context.Target.Authority));
        }

        // On Unix, a bare path parses as a file URL.
        if (!UntrustedUrl.TryParse(bearer.Parameters["realm"], null, out Uri? realm) || realm.IsFile)
        {
            return context.Report(ConnectionFindings.ChallengeRealmInvalid, detail, ("realm", detail.Realm), ("target", context.Target.Authority));
        }

        if (!context.Target.IsSameOrigin(realm))
        {
            return RealmElsewhere(context, detail, realm);
        }

        return CheckOutcome.Passed(MessageFormat.Format(Strings.ChallengeBearer, detail.Realm), detail)
            .WithOutput(Challenge, new(client, realm, bearer.Parameters["service"]));
    }

    // A reverse proxy under a custom name passes on the registry's own realm.
    private static CheckOutcome RealmElsewhere(CheckContext context, ChallengeDetail detail, Uri realm)
    {
        (string, object?)[] values = [("target", context.Target.Authority), ("realm", detail.Realm)];
        return realm.Scheme == Uri.UriSchemeHttps && context.Target.Cloud is null && AzureCloud.ByLoginServer(realm.IdnHost) is not null
            ? context.Report(ConnectionFindings.CustomDomain, detail, [.. values, ("loginServer", UntrustedText.Clean(realm.IdnHost.ToLowerInvariant(), 253))])
            : context.Report(
                ConnectionFindings.ChallengeRealmElsewhere, detail, [.. values, ("origin", context.Target.Url("/").GetLeftPart(UriPartial.Authority))]);
    }

    private static CheckOutcome Forbidden(CheckContext context, RegistryResponse answer) => RefusedAddress.Find(answer.Error?.Message) is { } address
        ? context.Report(ConnectionFindings.FirewallDenied, answer.ToDetail(), ("answer", answer.Summary), ("address", address))
        : context.Report(ConnectionFindings.RegistryForbidden, answer.ToDetail(), ("answer", answer.Summary));

    private static CheckOutcome Find(CheckContext context, RegistryResponse answer, Finding finding) =>
        new ConnectionFailure(ConnectionFailureKind.Tls, finding, [("answer", answer.Summary), ("target", context.Target.Authority)]).Report(context, answer.ToDetail());

    private static ChallengeDetail Detail(RegistryResponse answer, IReadOnlyList<AuthenticationChallenge> challenges, AuthenticationChallenge? bearer) => new()
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
