using AcrHealth.Checks.Connection;
using AcrHealth.Containers;
using AcrHealth.Diagnosis.Clients;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Clients;

/// <summary>Checks the login that the container client has stored for the registry: whether the client can read it, and whether it has expired. It is not used.</summary>
internal sealed class DockerCredentialCheck : HealthCheck
{
    public const string CheckName = "DockerCredential";

    private const string WrittenPort = ":443";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [LoginServerCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DockerCredential];

    public override string Description => Strings.DockerCredentialDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        // Logins that no client on this machine would use cause no problem.
        if (context.Session.Engine.Client.Value.Client is not { } found)
        {
            return CheckOutcome.NotApplicable(Strings.EngineMissing);
        }

        if (found.IsCtr)
        {
            return CheckOutcome.NotApplicable(MessageFormat.Format(Strings.ClientReadsNoLogin, found.Command));
        }

        bool isPodman = await context.Session.Engine.AskAsync(cancellationToken).ConfigureAwait(false) is { IsPodman: true };
        ContainerClient client = found with { IsPodman = found.IsPodman || isPodman };
        string wanted = NameInImages(context.Target);
        string command = RemedyCommands.Path(client.Command, "client");
        CommandLine? azure = context.Target is { Cloud: not null, ResourceName: { } name } && wanted == context.Target.Authority ? AzureLogin.Of(client, name, wanted) : null;
        var judge = new StoredLoginEvaluator(context, client.Command, $"{command} login", $"{command} logout", azure, wanted);
        LoginLookup lookup = await context.Session.Logins.FindAsync(client, wanted, cancellationToken).ConfigureAwait(false);
        return judge.Failure(lookup)
            ?? (lookup.Login is { } login ? judge.Evaluate(lookup, login) : null)
            ?? judge.Unused(lookup)
            ?? Elsewhere(context, judge, client, lookup, wanted)
            ?? CheckOutcome.NotApplicable(MessageFormat.Format(Strings.LoginNone, client.Command, wanted));
    }

    public override CheckOutcome TimedOut(CheckContext context) => CheckOutcome.NotApplicable(Strings.EngineUnknown);

    // Clients look a login up by the name as written; users who write the port of HTTPS here also have it in image names.
    private static string NameInImages(RegistryTarget target)
    {
        string written = target.Input.Trim().TrimEnd('/');
        return target.Port == RegistryTarget.DefaultPort && written.EndsWith(WrittenPort, StringComparison.Ordinal) ? target.Authority + WrittenPort : target.Authority;
    }

    /// <summary>Finds a login that is stored in a place that the client does not read; null if there is none.</summary>
    private static CheckOutcome? Elsewhere(CheckContext context, StoredLoginEvaluator judge, ContainerClient client, LoginLookup lookup, string wanted)
    {
        string read = lookup.Path ?? ClientFiles.Of(client).First();
        LoginLookup own = lookup with { Path = read };
        if (Has(ClientFiles.DockersDefault))
        {
            string other = StoredLoginEvaluator.Shown(ClientFiles.DockersDefault)!;
            if (EngineVariable() is { } variable)
            {
                return judge.Report(ContainerClientFindings.LoginInOtherFolder, own, ("other", other), ("variable", variable));
            }

            if (client.IsSnap)
            {
                return judge.Report(
                    ContainerClientFindings.LoginInOtherHome, own, ("other", other), ("snap", StoredLoginEvaluator.Shown(ClientFiles.SnapDirectory)), ("replace", PackageManager.ToReplaceSnap));
            }
        }

        return UnixAccounts.BehindSudo is { } account && UnixAccounts.HomeBehindSudo is { } home && Has(ClientFiles.DockersIn(home))
            ? judge.Report(
                ContainerClientFindings.LoginOfOtherUser, own, ("account", account), ("other", ClientFiles.DockersIn(home)), ("folder", Path.GetDirectoryName(ClientFiles.DockersIn(home))))
            : null;

        bool Has(string path) => path != read && context.Session.Logins.Knows(path, wanted);

        string? EngineVariable() => (client.IsPodman ? new[] { ClientFiles.PodmanVariable, ClientFiles.DockerVariable } : [ClientFiles.DockerVariable])
            .FirstOrDefault(name => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 });
    }
}
