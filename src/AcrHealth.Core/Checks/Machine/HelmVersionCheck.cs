using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

internal sealed class HelmVersionCheck : ProgramCheck
{
    public const string CheckName = "HelmVersion";

    private const string UnknownFlag = "unknown flag: --client";
    private const int LineLength = 120;

    /// <summary>The first version that Azure's registries support for charts; the Azure CLI asks for the same.</summary>
    public static readonly Version Minimum = new(2, 11, 0);

    // Releases that fail with registries that require a sign-in, each with the release that corrects it (helm/helm#12423 and #31035).
    private static readonly (Version Faulty, Version Fixed)[] KnownFaults = [(new(3, 13, 0), new(3, 13, 1)), (new(3, 18, 0), new(3, 18, 1))];

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [HelmCommandCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.HelmVersion];

    public override string Description => Strings.HelmVersionDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        string path = context.Get(HelmCommandCheck.HelmPath);

        // Without --client, Helm 2 would query its server in the cluster; Helm 3 has the flag, hidden and without effect; Helm 4 rejects it.
        (ProgramRun run, ProgramDetail detail) =
            await RunProgramAsync(context, HelmCommandCheck.Command, path, ["version", "--client", "--short"], cancellationToken, VersionOf).ConfigureAwait(false);
        if (run is { Succeeded: false, ExitCode: not null } && RefusesClientFlag(run))
        {
            (run, detail) =
                await RunProgramAsync(context, HelmCommandCheck.Command, path, ["version", "--short"], cancellationToken, VersionOf).ConfigureAwait(false);
        }

        return run.Succeeded ? Evaluate(context, path, run, detail)
            : NotStarted(context, HelmCommandCheck.Command, run, detail, PackageManager.ToInstallHelm) ?? NotEnded(context, run, detail)
            ?? context.Report(
                MachineFindings.HelmFailed, detail, ("command", new CommandLine(detail.Command)), ("reason", Reason(run)), ("install", PackageManager.ToInstallHelm));
    }

    private static CheckOutcome Evaluate(CheckContext context, string path, ProgramRun run, ProgramDetail detail)
    {
        if (!HelmVersion.TryFind(run.Output, out Version? version))
        {
            string said = UntrustedText.Clean(ProgramErrorLine.InOutput(run.Output), LineLength);
            return context.Report(
                MachineFindings.HelmVersionUnreadable,
                detail,
                ("command", new CommandLine(detail.Command)),
                ("reason", said.Length > 0 ? said : Reason(run)),
                ("path", path),
                ("install", PackageManager.ToInstallHelm));
        }

        CommandLine? update = PackageManager.ToUpdateHelm(path);
        if (version < Minimum)
        {
            return context.Report(MachineFindings.HelmTooOld, detail, ("version", version.ToString()), ("minimum", Minimum.ToString()), ("update", update));
        }

        (Version Faulty, Version Fixed) fault = Array.Find(KnownFaults, known => known.Faulty == version);
        return fault.Faulty is null
            ? CheckOutcome.Passed(MessageFormat.Format(Strings.HelmFine, version), detail)
            : context.Report(MachineFindings.HelmVersionFaulty, detail, ("version", version.ToString()), ("fixed", fault.Fixed.ToString()), ("update", update));
    }

    private static Version? VersionOf(string output) => HelmVersion.TryFind(output, out Version? version) ? version : null;

    // A wrapper may merge its two streams.
    private static bool RefusesClientFlag(ProgramRun run) =>
        run.Error.Contains(UnknownFlag, StringComparison.Ordinal) || run.Output.Contains(UnknownFlag, StringComparison.Ordinal);
}
