using System.Net;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Diagnosis.SignIn;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.SignIn;

internal sealed class RefreshTokenCheck : HealthCheck
{
    public const string CheckName = "RefreshToken";

    /// <summary>The registry with its refresh token, if the sign-in needs one.</summary>
    public static readonly CheckOutput<RegistrySession> Session = new(CheckName);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [EntraLoginCheck.CheckName, CredentialCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.RefreshToken, ErrorCodes.TooManyRequests];

    public override string Description => Strings.RefreshTokenDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        RegistryChallenge challenge = context.Get(EntraLoginCheck.Challenge);
        if (context.Find(CredentialCheck.Token) is not { } token)
        {
            return CheckOutcome.NotNeeded(Strings.RefreshTokenNotNeeded).WithOutput(Session, new(challenge, null));
        }

        if (!TokenRecipient.MayHave(context.Target, context.SignIn, context.Options.Cloud, challenge.Client.Route.IsHere))
        {
            return context.Report(SignInFindings.EntraTokenWithheld, null);
        }

        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "access_token",
            ["service"] = challenge.Service!,
            ["access_token"] = token.Value,
        };
        if (TenantOf(context, token) is { } tenant)
        {
            form["tenant"] = tenant;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, challenge.Exchange) { Content = new FormUrlEncodedContent(form) };
        var retrying = context.Retrying(challenge.Client);
        try
        {
            RegistryResponse answer = await retrying.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return context.WarnIfThrottled(retrying, Evaluate(context, challenge, token, answer));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.RefreshToken);
        }
    }

    private static CheckOutcome Evaluate(CheckContext context, RegistryChallenge challenge, EntraToken token, RegistryResponse answer)
    {
        if (HttpFailure.AtAnyStep(context, answer, ErrorCodes.RefreshToken) is { } failure)
        {
            return failure;
        }

        if (answer.Status != HttpStatusCode.OK)
        {
            return SignInResponse.FromFirewall(context, answer) ?? Refused(context, token, answer);
        }

        return TokenResponse.Read(answer.Body, "refresh_token") is { } refreshToken
            ? CheckOutcome.Passed(Strings.RefreshTokenGiven, answer.ToDetail()).WithOutput(Session, new(challenge, refreshToken))
            : HttpFailure.NoToken(context, answer, ErrorCodes.RefreshToken, "refresh_token");
    }

    private static CheckOutcome Refused(CheckContext context, EntraToken token, RegistryResponse answer)
    {
        if (answer.Status == HttpStatusCode.Unauthorized && IsForResourceManager(token))
        {
            return context.Report(SignInFindings.ResourceManagerTokenRefused, answer.ToDetail(), ("answer", answer.Summary));
        }

        (string identity, string tenant, string objectId) = CallerIdentity.Of(context);
        return context.Report(
            SignInFindings.ExchangeRefused,
            answer.ToDetail(),
            ("answer", answer.Summary),
            ("identity", identity),
            ("tenant", tenant),
            ("objectId", objectId));
    }

    private static bool IsForResourceManager(EntraToken token) =>
        Uri.TryCreate(TokenClaims.Read(token.Value).Audience, UriKind.Absolute, out Uri? audience) && audience.Host.StartsWith("management.", StringComparison.OrdinalIgnoreCase);

    private static string? TenantOf(CheckContext context, EntraToken token) =>
        TokenClaims.Read(token.Value).TenantId ?? context.SignIn switch
        {
            SignInMethod.Entra entra => entra.TenantId,
            SignInMethod.Token given => given.TenantId,
            _ => null,
        };
}
