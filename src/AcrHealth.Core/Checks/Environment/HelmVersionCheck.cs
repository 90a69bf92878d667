using AcrHealth.Details;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Environment;

internal sealed class HelmVersionCheck : ProgramCheck
{
    public const string CheckName = "HelmVersion";

    private const string UnknownFlag = "unknown flag: --client";

    /// <summary>The first version that Azure's registries support for charts; the Azure CLI asks for the same.</summary>
    public static readonly Version Minimum = new(2, 11, 0);

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [HelmCommandCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.HelmVersion];

    public override string Description => Strings.HelmVersionDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        string path = context.ValueOf<string>(HelmCommandCheck.CheckName);

        // Helm 2 would ask its server in the cluster without --client; Helm 3 has the flag, hidden and without effect; Helm 4 refuses it.
        (ProgramRun run, ProgramDetail detail) =
            await RunProgramAsync(context, HelmCommandCheck.Command, path, ["version", "--client", "--short"], cancellation, VersionOf).ConfigureAwait(false);
        if (run is { Succeeded: false, ExitCode: not null } && RefusesClientFlag(run))
        {
            (run, detail) =
                await RunProgramAsync(context, HelmCommandCheck.Command, path, ["version", "--short"], cancellation, VersionOf).ConfigureAwait(false);
        }

        if (!run.Succeeded)
        {
            return CheckOutcome.Failed(
                ErrorCodes.HelmVersion, CheckOutcome.Format(Strings.CommandFailed, detail.Command, Reason(context, run)), detail);
        }

        if (!HelmVersion.TryFind(run.Output, out Version? version))
        {
            return CheckOutcome.Failed(
                ErrorCodes.HelmVersion, CheckOutcome.Format(Strings.NoVersion, detail.Command, UntrustedText.Clean(ProgramComplaint.InOutput(run.Output), 120)), detail);
        }

        return version < Minimum
            ? CheckOutcome.Failed(ErrorCodes.HelmVersion, CheckOutcome.Format(Strings.HelmTooOld, version, Minimum), detail)
            : CheckOutcome.Passed(CheckOutcome.Format(Strings.HelmFine, version), detail);
    }

    private static Version? VersionOf(string output) => HelmVersion.TryFind(output, out Version? version) ? version : null;

    // A wrapper may send both of its streams to one.
    private static bool RefusesClientFlag(ProgramRun run) =>
        run.Error.Contains(UnknownFlag, StringComparison.Ordinal) || run.Output.Contains(UnknownFlag, StringComparison.Ordinal);
}
