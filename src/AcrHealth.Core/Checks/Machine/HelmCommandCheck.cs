using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

internal sealed class HelmCommandCheck : ProgramCheck
{
    public const string CheckName = "HelmCommand";

    /// <summary>The program's path.</summary>
    public static readonly CheckOutput<string> HelmPath = new(CheckName);

    public const string Command = "helm";

    public override string Name => CheckName;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.HelmCommand];

    public override string Description => Strings.HelmCommandDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ProgramLookup lookup = ProgramPath.Find(Command);
        var detail = new ProgramDetail { Command = Command, Path = lookup.Path ?? lookup.Unfit };
        return Task.FromResult(lookup.Path is not null
            ? CheckOutcome.Passed(MessageFormat.Format(Strings.ProgramFound, Command, lookup.Path), detail).WithOutput(HelmPath, lookup.Path)
            : Unfit(context, Command, lookup, detail) ?? Missing(context, detail));
    }

    /// <summary>Reports a missing Helm: as a warning, unless the caller requested one of its checks by name.</summary>
    private static CheckOutcome Missing(CheckContext context, ProgramDetail detail)
    {
        CheckOutcome outcome = context.Report(MachineFindings.HelmMissing, detail, ("install", PackageManager.ToInstallHelm));
        return CheckCatalog.IsNeededByName(CheckName, context.Options)
            ? outcome
            : outcome with { Status = CheckStatus.Warning };
    }
}
