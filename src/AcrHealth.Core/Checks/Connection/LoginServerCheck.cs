using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Connection;

internal sealed class LoginServerCheck : HealthCheck
{
    public const string CheckName = "LoginServer";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.LoginServer];

    public override bool IsPermanentFailure => true;

    public override string Description => Strings.LoginServerDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult(Run(context));

    private static CheckOutcome Run(CheckContext context)
    {
        RegistryTarget target = context.Target;
        CloudChoice choice = context.Options.Cloud;
        if (target.Host is null)
        {
            return context.Report(ConnectionFindings.CloudSuffixUnknown, null, ("authority", choice.Authority?.Host ?? "-"));
        }

        if (choice.Named is { } named && target.Cloud is { } home && home != named)
        {
            return context.Report(ConnectionFindings.CloudMismatch, null, ("home", home.Name), ("named", named.Name));
        }

        return CheckOutcome.Passed(target.Cloud is { } cloud
            ? MessageFormat.Format(Strings.LoginServerInCloud, target.DisplayName, cloud.Name)
            : MessageFormat.Format(Strings.LoginServerElsewhere, target.DisplayName));
    }
}
