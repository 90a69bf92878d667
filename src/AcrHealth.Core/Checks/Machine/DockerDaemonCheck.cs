using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Machine;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

internal sealed class DockerDaemonCheck : ProgramCheck
{
    public const string CheckName = "DockerDaemon";

    /// <summary>The container client whose engine responds.</summary>
    public static readonly CheckOutput<ContainerClient> Client = new(CheckName);

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [DockerCommandCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DockerDaemon];

    public override string Description => Strings.DockerDaemonDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ContainerClient client = context.Get(DockerCommandCheck.Client);

        (ProgramRun run, ProgramDetail detail) =
            await RunProgramAsync(context, client.Command, client.Path, ClientArguments.Ping(client), cancellationToken).ConfigureAwait(false);
        if (run.Succeeded)
        {
            return CheckOutcome.Passed(MessageFormat.Format(Strings.DaemonAnswers, client.Command), detail).WithOutput(Client, client);
        }

        // Cloud Shell may have a client; it has no engine.
        return HostSystem.IsCloudShell && EngineValues.Variable(EngineService.HostVariable) is null
            ? CheckOutcome.Skipped(MessageFormat.Format(Strings.CloudShellHasNoEngine, client.Command))
            : NotStarted(context, client.Command, run, detail, PackageManager.ToReinstall(client)) ?? Evaluate(context, client, run, detail);
    }

    private static CheckOutcome Evaluate(CheckContext context, ContainerClient client, ProgramRun run, ProgramDetail detail)
    {
        if (run.TimedOut)
        {
            return context.Report(
                MachineFindings.EngineTimedOut,
                detail,
                ("engines", EngineService.List(client)),
                ("restart", EngineService.Restart(client, run.Error)),
                ("reason", LastWords(run)),
                ("longer", context.LongerTimeout));
        }

        Finding? known = EngineEvidence.Rules.Find(ProgramErrorLine.WholeInError(run.Error), run.Error, run.Output);
        Finding finding = Fit(known ?? MachineFindings.EngineFailed, client, client.IsDocker && EngineValues.GroupIsNew);
        Dictionary<string, object?> values = EngineValues.Of(finding, client, detail.Command, run.Error + run.Output, Reason(run));
        return context.Report(finding, detail, [.. finding.Values.Select(name => (name, values.GetValueOrDefault(name)))]);
    }

    /// <summary>The finding that fits this machine, if the client's output has several causes.</summary>
    /// <param name="finding">The finding from the client's output.</param>
    /// <param name="client">The client.</param>
    /// <param name="groupIsNew">Whether this account was added to docker's group after the session began.</param>
    internal static Finding Fit(Finding finding, ContainerClient client, bool groupIsNew) => finding switch
    {
        _ when finding == MachineFindings.EngineNotRunning && client.IsPodman => MachineFindings.PodmanNotRunning,
        _ when finding == MachineFindings.EngineSocketDenied && client.IsContainerd => MachineFindings.ContainerdSocketDenied,
        _ when finding == MachineFindings.EngineNotRunning && !client.IsContainerd && EngineValues.Variable(EngineService.HostVariable) is not null => MachineFindings.EngineHostUnreachable,
        _ when finding == MachineFindings.EngineSocketDenied && OperatingSystem.IsWindows() => MachineFindings.EnginePipeDenied,
        _ when finding == MachineFindings.EngineSocketDenied && groupIsNew => MachineFindings.EngineGroupNotActive,
        _ => finding,
    };
}
