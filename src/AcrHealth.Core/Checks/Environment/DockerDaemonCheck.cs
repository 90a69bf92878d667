using AcrHealth.Details;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Environment;

internal sealed class DockerDaemonCheck : ProgramCheck
{
    public const string CheckName = "DockerDaemon";

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [DockerCommandCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.DockerDaemon];

    public override string Description => Strings.DockerDaemonDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        ContainerClient client = context.ValueOf<ContainerClient>(DockerCommandCheck.CheckName);

        // Unlike "info" and "version", "ps" fails in every client and release when the engine does not answer.
        (ProgramRun run, ProgramDetail detail) =
            await RunProgramAsync(context, client.Command, client.Path, ["ps", "--quiet"], cancellation).ConfigureAwait(false);
        return run.Succeeded
            ? CheckOutcome.Passed(CheckOutcome.Format(Strings.DaemonAnswers, client.Command), detail, client)
            : CheckOutcome.Failed(
                ErrorCodes.DockerDaemon,
                CheckOutcome.Format(Strings.CommandFailed, detail.Command, Reason(context, run)),
                detail,
                client.Command == ContainerClient.Docker ? LocalSteps.StartEngine(run.Error) : []);
    }
}
