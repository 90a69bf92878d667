using System.Net;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Diagnosis.Pull;
using AcrHealth.Diagnosis.SignIn;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.SignIn;

/// <summary>Sends a request to the registry with the token: the token service and the registry behind it can disagree about a token.</summary>
internal sealed class RegistryApiCheck : HealthCheck
{
    public const string CheckName = "RegistryApi";

    /// <summary>The registry with an access token that it accepted.</summary>
    public static readonly CheckOutput<RegistryAccess> Access = new(CheckName);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [AccessTokenCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.RegistryApi, ErrorCodes.TooManyRequests];

    public override string Description => Strings.RegistryApiDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        RegistryAccess access = context.Get(AccessTokenCheck.Access);
        RegistryChallenge challenge = access.Session.Challenge;
        if (challenge.TokenService is null)
        {
            return CheckOutcome.NotNeeded(Strings.RegistryApiBasic).WithOutput(Access, access);
        }

        // The token for the whole registry allows reading its catalog, from which DataEndpoint selects an image.
        bool readsCatalog = context.Options is { Image: null, PushTo: null };
        using HttpRequestMessage catalog = access.Request(HttpMethod.Get, RepositoryPaths.Catalog(context.Target));
        using HttpRequestMessage root = access.Request(HttpMethod.Get, context.Target.Url("/v2/"));
        HttpRequestMessage request = readsCatalog ? catalog : root;
        var retrying = context.Retrying(challenge.Client);
        try
        {
            RegistryResponse answer = await retrying.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (readsCatalog && answer.Status == HttpStatusCode.OK)
            {
                access = access with { Repositories = RepositoryList.Read(answer.Body) };
            }
            else if (readsCatalog && answer.Status != HttpStatusCode.TooManyRequests)
            {
                // An identity that may not list the catalog may still pull; whether the API accepts the token is another question.
                context.LogVerbose($"{answer.Request} -> {answer.Summary}");
                request = root;
                answer = await retrying.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }

            return context.WarnIfThrottled(retrying, Evaluate(context, access, answer));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.RegistryApi);
        }
    }

    private static CheckOutcome Evaluate(CheckContext context, RegistryAccess access, RegistryResponse answer) =>
        HttpFailure.AtAnyStep(context, answer, ErrorCodes.RegistryApi)
        ?? (answer.Status == HttpStatusCode.OK
            ? CheckOutcome.Passed(Strings.RegistryApiTaken, answer.ToDetail()).WithOutput(Access, access)
            : SignInResponse.FromFirewall(context, answer) ?? context.Report(SignInFindings.ApiRefusedToken, answer.ToDetail(), ("answer", answer.Summary)));
}
