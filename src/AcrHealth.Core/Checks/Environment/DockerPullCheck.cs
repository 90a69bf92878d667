using AcrHealth.Details;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Environment;

internal sealed class DockerPullCheck : ProgramCheck
{
    public const string CheckName = "DockerPull";

    // What engines say of an image that is there and would be pulled on another operating system or processor.
    private static readonly string[] OtherPlatform =
        ["cannot be used on this platform", "no matching manifest for", "no image found in image index for architecture", "no image found in manifest list for architecture", "no match for platform in manifest"];

    public override string Name => CheckName;

    public override IReadOnlyList<string> Prerequisites => [DockerDaemonCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.DockerPull];

    public override string Description => Strings.DockerPullDescription;

    public override async Task<CheckOutcome?> ConfirmAsync(CheckContext context, CancellationToken cancellation)
    {
        string image = context.Options.SampleImage;
        var question = new Question(Strings.PullAction, image, CheckOutcome.Format(Strings.PullQuestion, image), Strings.PullCaption);
        Approval approval = await context.Session.Events.AskAsync(question, cancellation).ConfigureAwait(false);
        return approval switch
        {
            Approval.Given => null,
            Approval.WhatIf => CheckOutcome.Skipped(CheckOutcome.Format(Strings.PullWhatIf, context.Options.SampleImage)),
            Approval.Declined => CheckOutcome.Skipped(CheckOutcome.Format(Strings.PullDeclined, context.Options.SampleImage)),
            _ => CheckOutcome.Skipped(CheckOutcome.Format(Strings.PullCannotAsk, context.Options.SampleImage)),
        };
    }

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        ContainerClient client = context.ValueOf<ContainerClient>(DockerDaemonCheck.CheckName);
        string image = context.Options.SampleImage;
        (ProgramRun run, ProgramDetail detail) =
            await RunProgramAsync(context, client.Command, client.Path, ["pull", image], cancellation).ConfigureAwait(false);
        if (run.Succeeded)
        {
            return CheckOutcome.Passed(CheckOutcome.Format(Strings.Pulled, image), detail);
        }

        return Array.Exists(OtherPlatform, words => run.Error.Contains(words, StringComparison.OrdinalIgnoreCase))
            ? CheckOutcome.Passed(CheckOutcome.Format(Strings.PulledOtherPlatform, image), detail)
            : CheckOutcome.Failed(
                ErrorCodes.DockerPull, CheckOutcome.Format(Strings.CommandFailed, detail.Command, Reason(context, run)), detail);
    }
}
