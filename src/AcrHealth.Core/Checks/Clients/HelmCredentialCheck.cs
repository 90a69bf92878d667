using AcrHealth.Checks.Connection;
using AcrHealth.Containers;
using AcrHealth.Diagnosis.Clients;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Clients;

/// <summary>Checks Helm's own login for the registry, which Helm prefers to that of docker. It is not used.</summary>
internal sealed class HelmCredentialCheck : HealthCheck
{
    public const string CheckName = "HelmCredential";

    private const string Helm = "helm";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [LoginServerCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.HelmCredential];

    public override string Description => Strings.HelmCredentialDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (ProgramPath.Find(Helm).Path is null)
        {
            return CheckOutcome.NotApplicable(Strings.HelmAbsent);
        }

        string server = context.Target.Authority;
        CommandLine? azure = context.Target is { Cloud: not null, ResourceName: { } name }
            ? AzureLogin.ByToken("helm registry login", name, server)
            : null;
        var judge = new StoredLoginEvaluator(context, Helm, "helm registry login", "helm registry logout", azure, server);
        LoginLookup lookup = await context.Session.Logins.FindOfHelmAsync(server, cancellationToken).ConfigureAwait(false);
        return judge.Failure(lookup)
            ?? (lookup.Login is { } login ? judge.Evaluate(lookup, login) : null)
            ?? judge.Unused(lookup)
            ?? CheckOutcome.NotApplicable(MessageFormat.Format(Strings.LoginNone, Helm, server));
    }

    public override CheckOutcome TimedOut(CheckContext context) => CheckOutcome.NotApplicable(Strings.HelmAbsent);
}
