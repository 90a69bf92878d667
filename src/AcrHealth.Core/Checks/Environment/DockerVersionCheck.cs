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

    private const int LineLength = 120;

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [DockerCommandCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.DockerVersion];

    public override string Description => Strings.DockerVersionDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        ContainerClient client = context.ValueOf<ContainerClient>(DockerCommandCheck.CheckName);
        (ProgramRun run, ProgramDetail detail) =
            await RunProgramAsync(context, client.Command, client.Path, ["--version"], cancellation, VersionOf).ConfigureAwait(false);
        if (!run.Succeeded)
        {
            return CheckOutcome.Failed(
                ErrorCodes.DockerVersion, CheckOutcome.Format(Strings.CommandFailed, detail.Command, Reason(context, run)), detail);
        }

        if (ClientVersion.TryFind(run.Output, out string? line, out _))
        {
            return CheckOutcome.Passed(UntrustedText.Clean(line, LineLength), detail);
        }

        // Every other program has a version, too: "whoami --version" is no client's answer.
        string format = ToolVersion.TryFind(run.Output, out _) ? Strings.NoClientVersion : Strings.NoVersion;
        return CheckOutcome.Failed(
            ErrorCodes.DockerVersion,
            CheckOutcome.Format(format, detail.Command, UntrustedText.Clean(ProgramComplaint.InOutput(run.Output), LineLength)),
            detail);
    }

    private static Version? VersionOf(string output) => ClientVersion.TryFind(output, out _, out Version? version) ? version : null;
}
