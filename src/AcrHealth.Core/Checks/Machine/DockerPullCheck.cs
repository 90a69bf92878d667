using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Machine;
using AcrHealth.Diagnosis.Node;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

internal sealed class DockerPullCheck : ProgramCheck
{
    public const string CheckName = "DockerPull";

    // Engines print these messages for an image that exists, but for another operating system or processor.
    private static readonly Evidence<Finding> OtherPlatform = new(
        (MachineFindings.PullOtherPlatform,
            ["cannot be used on this platform", "no matching manifest for", "no image found in image index for architecture", "no image found in manifest list for architecture", "no match for platform in manifest"]));

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [DockerDaemonCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DockerPull];

    public override string Description => Strings.DockerPullDescription;

    public override Task<CheckOutcome?> ConfirmAsync(CheckContext context, CancellationToken cancellationToken)
    {
        string image = context.Options.SampleImage;
        var question = new Question(Strings.PullAction, image, MessageFormat.Format(Strings.PullQuestion, image), Strings.PullCaption);
        return context.ConfirmAsync(question, Strings.PullWhatIf, Strings.PullDeclined, Strings.PullCannotAsk, cancellationToken);
    }

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ContainerClient client = context.Get(DockerDaemonCheck.Client);
        string image = context.Options.SampleImage;
        (ProgramRun run, ProgramDetail detail) =
            await RunProgramAsync(context, client.Command, client.Path, [.. ClientArguments.Pull(client), PulledImage.For(client, image).Name], cancellationToken).ConfigureAwait(false);
        if (run.Succeeded)
        {
            return CheckOutcome.Passed(MessageFormat.Format(Strings.Pulled, image), detail);
        }

        // The sample image only tests the route to a registry, which was open. An image that the caller named is wanted.
        return !context.Options.SampleImageIsNamed && OtherPlatform.Find(ProgramErrorLine.WholeInError(run.Error), run.Error) is not null
            ? CheckOutcome.Passed(MessageFormat.Format(Strings.PulledOtherPlatform, image), detail)
            : NotStarted(context, client.Command, run, detail, PackageManager.ToReinstall(client)) ?? await EvaluateAsync(context, client, run, detail).ConfigureAwait(false);
    }

    private static async Task<CheckOutcome> EvaluateAsync(CheckContext context, ContainerClient client, ProgramRun run, ProgramDetail detail)
    {
        var image = PulledImage.For(client, context.Options.SampleImage);
        string said = run.Error + run.Output;
        ContainerEngine? engine = run.TimedOut ? null : await context.Session.Engine.TryAskAsync().ConfigureAwait(false);
        Finding finding = run.TimedOut
            ? MachineFindings.PullTimedOut
            : Fit(RuntimeErrorReader.FindingOf(image.Without(ProgramErrorLine.WholeInError(run.Error)), image.Without(run.Error), image.Without(run.Output)) ?? MachineFindings.PullFailed, client, said);
        var values = new PullValues(client, engine, image);
        return context.Report(finding, detail, values.Of(finding, detail.Command, said, run.TimedOut ? LastWords(run) : Reason(run), context.LongerTimeout));
    }

    // A certificate that has expired by the engine's clock has really expired only if that clock is right. ctr would take a password on its command
    // line only, where every account can read it, so it pulls without a login.
    private static Finding Fit(Finding finding, ContainerClient client, string said) =>
        finding == MachineFindings.PullCertificateExpired && EngineClock.IsWrongIn(said) ? MachineFindings.PullClockWrong
        : client.IsCtr && (finding == MachineFindings.PullUnauthorized || finding == MachineFindings.PullDenied) ? MachineFindings.PullWithoutLogin
        : finding;
}
