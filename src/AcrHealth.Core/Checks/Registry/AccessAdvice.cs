using AcrHealth.Details;
using AcrHealth.Identity;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Registry;

/// <summary>The commands that give the caller what is missing, with this registry's and this identity's names. For checks that come after Credential.</summary>
internal static class AccessAdvice
{
    /// <summary>Steps for somebody who may not pull; empty for a registry that is not Azure's, to which the reference's general ones apply.</summary>
    public static string[] ToPull(CheckContext context, string repository) =>
        Steps(context, repository, "AcrPull", "Container Registry Repository Reader", "content/read metadata/read");

    /// <summary>The same for pushing.</summary>
    public static string[] ToPush(CheckContext context, string repository) =>
        Steps(context, repository, "AcrPush", "Container Registry Repository Writer", "content/read content/write metadata/read");

    private static string[] Steps(CheckContext context, string repository, string role, string repositoryRole, string actions)
    {
        if (context.Target is not { ResourceName: { } name, Cloud: not null })
        {
            return [];
        }

        return context.Options.SignIn switch
        {
            SignIn.Anonymous => [CheckOutcome.Format(Strings.AccessStepAnonymous, name), CheckOutcome.Format(Strings.AccessStepSignIn, context.Target.Authority, repository)],
            SignIn.Password password =>
            [
                CheckOutcome.Format(Strings.AccessStepToken, name, Argument(password.Credential.UserName, "<token>")),
                CheckOutcome.Format(Strings.AccessStepScopeMap, name, repository, actions),
            ],
            _ =>
            [
                CheckOutcome.Format(Strings.AccessStepMode, name),
                CheckOutcome.Format(Strings.AccessStepRole, role, Identity(context), name, context.Target.Host),
                CheckOutcome.Format(Strings.AccessStepRepositoryRole, repositoryRole, Identity(context), name, context.Target.Host),
                Strings.AccessStepWait,
            ],
        };
    }

    private static string Identity(CheckContext context) =>
        Guid.TryParse((context.OutcomeOf(CredentialCheck.CheckName)?.Detail as CredentialDetail)?.ObjectId, out Guid id) ? id.ToString() : "<object-id>";

    // Into a command goes only what no shell takes for anything else.
    private static string Argument(string text, string otherwise) =>
        text.Length is > 0 and <= 50 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? text : otherwise;
}
