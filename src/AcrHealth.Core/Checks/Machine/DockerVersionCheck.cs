using AcrHealth.Details;
using AcrHealth.Diagnosis.Machine;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

internal sealed class DockerVersionCheck : ProgramCheck
{
    public const string CheckName = "DockerVersion";

    private const int LineLength = 120;

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [DockerCommandCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DockerVersion];

    public override string Description => Strings.DockerVersionDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ContainerClient client = context.Get(DockerCommandCheck.Client);
        (ProgramRun run, ProgramDetail detail) =
            await RunProgramAsync(context, client.Command, client.Path, ["--version"], cancellationToken, VersionOf).ConfigureAwait(false);
        return run.Succeeded ? Evaluate(context, client, run, detail)
            : NotStarted(context, client.Command, run, detail, PackageManager.ToReinstall(client)) ?? NotEnded(context, run, detail) ?? Failed(context, client, run, detail);
    }

    private static CheckOutcome Evaluate(CheckContext context, ContainerClient client, ProgramRun run, ProgramDetail detail)
    {
        if (ClientVersion.TryFind(run.Output, out string? line, out _))
        {
            return CheckOutcome.Passed(UntrustedText.Clean(line, LineLength), detail);
        }

        // Every other program has a version, too: the output of "whoami --version" is not a client's.
        string reason = UntrustedText.Clean(ProgramErrorLine.InOutput(run.Output), LineLength);
        return ToolVersion.TryFind(run.Output, out _)
            ? context.Report(
                MachineFindings.NotAContainerClient,
                detail,
                ("client", client.Command),
                ("command", new CommandLine(detail.Command)),
                ("reason", reason),
                ("path", client.Path))
            : context.Report(
                MachineFindings.ClientVersionUnreadable,
                detail,
                ("command", new CommandLine(detail.Command)),
                ("reason", reason.Length > 0 ? reason : Reason(run)),
                ("install", PackageManager.ToReinstall(client)));
    }

    private static CheckOutcome Failed(CheckContext context, ContainerClient client, ProgramRun run, ProgramDetail detail)
    {
        Finding finding = EngineEvidence.Rules.Find(run.Error, run.Output) == MachineFindings.WslIntegrationOff ? MachineFindings.WslIntegrationOff : MachineFindings.ClientVersionFailed;
        Dictionary<string, object?> values = EngineValues.Of(finding, client, detail.Command, run.Error + run.Output, Reason(run));
        values["install"] = PackageManager.ToReinstall(client);
        return context.Report(finding, detail, [.. finding.Values.Select(name => (name, values.GetValueOrDefault(name)))]);
    }

    private static Version? VersionOf(string output) => ClientVersion.TryFind(output, out _, out Version? version) ? version : null;
}
