using AcrHealth.Details;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Environment;

internal sealed class DockerCommandCheck : ProgramCheck
{
    public const string CheckName = "DockerCommand";

    public override string Name => CheckName;

    public override IReadOnlyList<string> Codes => [ErrorCodes.DockerCommand];

    public override string Description => Strings.DockerCommandDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        string command = ContainerClient.ConfiguredCommand;
        ProgramLookup lookup = ProgramPath.Find(command);
        string shown = UntrustedText.Clean(command);
        var detail = new ProgramDetail { Command = shown, Path = lookup.Path ?? lookup.Unfit };
        return Task.FromResult(lookup.Path is null
            ? CheckOutcome.Failed(
                ErrorCodes.DockerCommand, Missing(shown, lookup), detail, lookup.Absence == ProgramAbsence.NotFound && command == ContainerClient.Docker ? LocalSteps.InstallDocker() : [])
            : CheckOutcome.Passed(
                CheckOutcome.Format(Strings.ProgramFound, shown, lookup.Path), detail, new ContainerClient(shown, lookup.Path)));
    }
}
