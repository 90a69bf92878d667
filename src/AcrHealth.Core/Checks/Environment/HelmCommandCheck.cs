using AcrHealth.Details;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Environment;

internal sealed class HelmCommandCheck : ProgramCheck
{
    public const string CheckName = "HelmCommand";

    public const string Command = "helm";

    public override string Name => CheckName;

    public override IReadOnlyList<string> Codes => [ErrorCodes.HelmCommand];

    public override string Description => Strings.HelmCommandDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        ProgramLookup lookup = ProgramPath.Find(Command);
        var detail = new ProgramDetail { Command = Command, Path = lookup.Path ?? lookup.Unfit };
        return Task.FromResult(lookup.Path is null
            ? CheckOutcome.Failed(ErrorCodes.HelmCommand, Missing(Command, lookup), detail, lookup.Absence == ProgramAbsence.NotFound ? LocalSteps.InstallHelm() : [])
            : CheckOutcome.Passed(CheckOutcome.Format(Strings.ProgramFound, Command, lookup.Path), detail, lookup.Path));
    }
}
