using System.Net;
using AcrHealth.Containers;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Registry;
using AcrHealth.Running;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>Reports why the registry gave no access token, by the sign-in method and the registry's own error.</summary>
internal static class AccessTokenRefusal
{
    private const string NotRegistered = "not registered";

    private static readonly HttpStatusCode[] OfWhitespace =
        [HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError];

    /// <summary>
    /// The failure of a credential with stray white space in it, which registries do not report; null if there is none, or the response is of another
    /// kind.
    /// </summary>
    public static CheckOutcome? FromGivenCredential(CheckContext context, RegistryResponse answer) =>
        context.SignIn is SignInMethod.Password given && OfWhitespace.Contains(answer.Status)
        && SignInResponse.FromFirewall(context, answer) is null && GivenCredential.StrayWhitespace(given) is { } part
            ? context.Report(SignInFindings.CredentialWithWhitespaceRefused, answer.ToDetail(), ("answer", answer.Summary), ("part", part))
            : null;

    /// <summary>The failure for a refusal.</summary>
    /// <param name="context">The check's context.</param>
    /// <param name="answer">The registry's response.</param>
    public static CheckOutcome Report(CheckContext context, RegistryResponse answer)
    {
        if (SignInResponse.FromFirewall(context, answer) is { } firewall)
        {
            return firewall;
        }

        (string, object?) words = ("answer", answer.Summary);
        return context.SignIn switch
        {
            SignInMethod.Anonymous => context.Report(SignInFindings.AnonymousAccessRefused, answer.ToDetail(), words, ("repositoryName", context.Options.Image?.Repository ?? context.Options.PushTo)),
            SignInMethod.Password given => context.Report(OfPassword(given, answer), answer.ToDetail(), Values(given, answer)),
            _ => OfIdentity(context, answer, words),
        };
    }

    private static CheckOutcome OfIdentity(CheckContext context, RegistryResponse answer, (string, object?) words)
    {
        (string identity, _, string objectId) = CallerIdentity.Of(context);
        (string, object?)[] values = [words, ("identity", identity), ("objectId", objectId)];
        return (context.Options.Image?.Repository ?? context.Options.PushTo) is { } repository
            ? context.Report(SignInFindings.RepositoryTokenRefused, answer.ToDetail(), [.. values, ("repositoryName", repository)])
            : context.Report(SignInFindings.CatalogRefused, answer.ToDetail(), values);
    }

    private static Finding OfPassword(SignInMethod.Password given, RegistryResponse answer) =>
        answer.Error?.Message.Contains(NotRegistered, StringComparison.OrdinalIgnoreCase) == true ? SignInFindings.ApplicationNotRegistered
        : given.Credential.UserName == StoredLogin.TokenUser ? SignInFindings.RegistryTokenPasswordRefused
        : Guid.TryParse(given.Credential.UserName, out _) ? SignInFindings.ServicePrincipalPasswordRefused
        : SignInFindings.PasswordRefused;

    private static (string, object?)[] Values(SignInMethod.Password given, RegistryResponse answer) =>
        OfPassword(given, answer) == SignInFindings.RegistryTokenPasswordRefused
            ? [("answer", answer.Summary)]
            : [("answer", answer.Summary), ("name", GivenCredential.UserName(given))];
}
