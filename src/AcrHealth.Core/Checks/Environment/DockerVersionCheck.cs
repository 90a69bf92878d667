using AcrHealth.Details;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Environment;

internal sealed class DockerVersionCheck : ProgramCheck
{
    public const string CheckName = "DockerVersion";

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [DockerCommandCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.DockerVersion];

    public override string Description => Strings.DockerVersionDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        ContainerClient client = context.ValueOf<ContainerClient>(DockerCommandCheck.CheckName);
        (ProgramRun run, ProgramDetail detail) =
            await RunProgramAsync(context, client.Command, client.Path, ["--version"], cancellation).ConfigureAwait(false);
        if (!run.Succeeded)
        {
            return CheckOutcome.Failed(
                ErrorCodes.DockerVersion, CheckOutcome.Format(Strings.CommandFailed, detail.Command, Reason(context, run)), detail);
        }

        return detail.Version is null
            ? CheckOutcome.Failed(
                ErrorCodes.DockerVersion, CheckOutcome.Format(Strings.NoVersion, detail.Command, UntrustedText.Clean(run.Output, 120)), detail)
            : CheckOutcome.Passed(UntrustedText.Clean(run.Output, 120), detail);
    }
}
