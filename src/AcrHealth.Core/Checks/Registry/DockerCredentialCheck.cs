using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

/// <summary>Looks at the login that the container client has stored for the registry: whether it can be had, and whether it has ended. It is used for nothing.</summary>
internal sealed class DockerCredentialCheck : HealthCheck
{
    public const string CheckName = "DockerCredential";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [LoginServerCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.DockerCredential];

    public override string Description => Strings.DockerCredentialDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        // Logins that no client on this machine would use are nobody's trouble.
        if (context.Session.Engine.Client.Value.Path is null)
        {
            return CheckOutcome.NotApplicable(Strings.EngineMissing);
        }

        bool isPodman = await context.Session.Engine.AskAsync(cancellation).ConfigureAwait(false) is { IsPodman: true };
        LoginLookup lookup = await context.Session.Logins.FindAsync(isPodman, context.Target.Authority, cancellation).ConfigureAwait(false);
        return Judge(context.Target, lookup, Detail(lookup));
    }

    public override CheckOutcome TimedOut(CheckContext context) => CheckOutcome.NotApplicable(Strings.EngineUnknown);

    private static CheckOutcome Judge(RegistryTarget target, LoginLookup lookup, DockerCredentialDetail detail)
    {
        if (lookup.Problem is not null)
        {
            return CheckOutcome.Failed(
                ErrorCodes.DockerCredential, CheckOutcome.Format(Strings.LoginFileUnreadable, detail.ConfigurationFile, lookup.Problem, target.Authority), detail);
        }

        if (lookup.Helper is { Trouble: not HelperTrouble.None } helper)
        {
            string format = helper.Trouble switch
            {
                HelperTrouble.Missing => Strings.HelperMissing,
                HelperTrouble.BadName => Strings.HelperBadName,
                HelperTrouble.TimedOut => Strings.HelperTimedOut,
                HelperTrouble.Failed => Strings.HelperFailed,
                _ => Strings.HelperUnreadable,
            };
            return CheckOutcome.Failed(
                ErrorCodes.DockerCredential, CheckOutcome.Format(format, detail.Helper, target.Authority, helper.ExitCode, detail.ConfigurationFile), detail);
        }

        string place = detail.Helper ?? detail.ConfigurationFile ?? "-";
        if (lookup.Login is not { } login)
        {
            return lookup.IsShadowed
                ? CheckOutcome.Warning(
                    CheckOutcome.Format(Strings.LoginShadowed, target.Authority, detail.ConfigurationFile, detail.Helper), detail, null, SignIn(target))
                : CheckOutcome.NotApplicable(CheckOutcome.Format(Strings.LoginNone, target.Authority));
        }

        string who = login.User is { } user ? CheckOutcome.Format(Strings.LoginUser, user) : Strings.LoginToken;
        return login.ExpiresOn switch
        {
            { } end when end <= DateTimeOffset.Now => CheckOutcome.Warning(
                CheckOutcome.Format(Strings.LoginExpired, end, target.Authority, who, place), detail, null, SignIn(target), SignOut(target)),
            { } end => CheckOutcome.Passed(CheckOutcome.Format(Strings.LoginValid, end, target.Authority, who, place), detail),
            null => CheckOutcome.Passed(CheckOutcome.Format(Strings.LoginStored, target.Authority, who, place), detail),
        };
    }

    private static string SignIn(RegistryTarget target) => target.Cloud is not null && target.ResourceName is { } name
        ? CheckOutcome.Format(Strings.LoginStepAzure, name, target.Authority)
        : CheckOutcome.Format(Strings.LoginStep, target.Authority);

    private static string SignOut(RegistryTarget target) => CheckOutcome.Format(Strings.LoginStepOut, target.Authority);

    private static DockerCredentialDetail Detail(LoginLookup lookup) => new()
    {
        ConfigurationFile = lookup.Path,
        Helper = lookup.HelperName is { } helper ? UntrustedText.Clean(CredentialHelper.ProgramOf(helper), 100) : null,
        HelperExitCode = lookup.Helper?.ExitCode,
        UserName = lookup.Login?.User,
        IsToken = lookup.Login?.IsToken ?? false,
        ExpiresOn = lookup.Login?.ExpiresOn,
    };
}
