using AcrHealth.AzureResourceManager;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>
/// Reports that a registry does not let the caller pull or push. The missing permission depends on the sign-in method and on what the access token allows.
/// For checks that come after Credential.
/// </summary>
internal static class AccessRefusal
{
    public static CheckOutcome OfPull(CheckContext context, string answer, IReadOnlyList<string>? actions, object? detail)
    {
        if (!ResourceManagerHost.MayKnow(context.Target))
        {
            return context.Report(PullFindings.PullRefused, detail, ("answer", answer));
        }

        return context.SignIn switch
        {
            SignInMethod.Anonymous => context.Report(PullFindings.PullNotAnonymous, detail, ("answer", answer)),
            _ when actions is not null && AccessClaims.Allow(actions, "pull") => context.Report(PullFindings.PullRefusedDespiteToken, detail, ("answer", answer)),
            SignInMethod.Password { Credential.UserName: var user } when !Guid.TryParse(user, out _) =>
                context.Report(PullFindings.PullNotInScopeMap, detail, ("answer", answer), ("account", user)),
            _ when actions is null or [] => context.Report(PullFindings.NoRoleOnRepository, detail, ("answer", answer), ("identity", CallerIdentity.ObjectIdOf(context))),
            _ => context.Report(
                PullFindings.PullNotInRole, detail, ("answer", answer), ("actions", string.Join(", ", actions)), ("identity", CallerIdentity.ObjectIdOf(context))),
        };
    }

    public static CheckOutcome OfPush(CheckContext context, string repository, string answer, IReadOnlyList<string>? actions, object? detail)
    {
        if (!ResourceManagerHost.MayKnow(context.Target))
        {
            return context.Report(PushFindings.PushRefused, detail, ("repository", repository), ("answer", answer), ("allowed", Shown(actions)));
        }

        return context.SignIn switch
        {
            SignInMethod.Anonymous => context.Report(PushFindings.PushNotAnonymous, detail, ("repository", repository), ("answer", answer)),
            _ when actions is not null && AccessClaims.Allow(actions, "push") =>
                context.Report(PushFindings.PushRefusedDespiteToken, detail, ("repository", repository), ("answer", answer), ("allowed", Shown(actions))),
            SignInMethod.Password { Credential.UserName: var user } when !Guid.TryParse(user, out _) =>
                context.Report(PushFindings.PushNotInScopeMap, detail, ("repository", repository), ("answer", answer), ("account", user), ("allowed", Shown(actions))),
            _ => context.Report(
                PushFindings.PushNotInRole, detail, ("repository", repository), ("answer", answer), ("allowed", Shown(actions)), ("identity", CallerIdentity.ObjectIdOf(context))),
        };
    }

    private static string Shown(IReadOnlyList<string>? actions) => actions is null or [] ? Strings.AccessAllowsNothing : string.Join(", ", actions);
}
