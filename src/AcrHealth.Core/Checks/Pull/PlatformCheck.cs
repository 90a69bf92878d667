using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Pull;

/// <summary>
/// Checks the image's platform: an index lists the platforms of its images; a single image has it in its configuration, which DataEndpoint has fetched.
/// </summary>
internal sealed class PlatformCheck : HealthCheck
{
    public const string CheckName = "Platform";

    private const int ShownLength = 200;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [ManifestCheck.CheckName];

    public override IReadOnlyList<string> After => [DataEndpointCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.Platform];

    public override string Description => Strings.PlatformDescription;

    public override string? NotApplicableReason(HealthCheckOptions options) => options.Image is null ? Strings.RepositoryMoot : null;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        PullPlan plan = context.Get(ManifestCheck.Plan);
        string? config = context.Find(DataEndpointCheck.Blob)?.Content;
        return Task.FromResult(Evaluate(context, context.Options.Image!, plan, config, MachinePlatform.Current));
    }

    internal static CheckOutcome Evaluate(CheckContext context, ImageReference image, PullPlan plan, string? config, MachinePlatform machine)
    {
        if (plan.Root.IsIndex)
        {
            ImagePlatform[] platforms = [.. plan.Root.Manifests.Select(entry => entry.Platform).OfType<ImagePlatform>().Where(platform => platform.OS != "unknown")];
            return platforms.Length == 0 ? ForNone(image, machine) : EvaluateIndex(context, image, platforms, machine);
        }

        if (!plan.Root.IsRunnable)
        {
            return ForNone(image, machine);
        }

        if (config is null || ImageManifest.PlatformOf(config) is not { } platform)
        {
            return CheckOutcome.Skipped(Strings.PlatformUnknown);
        }

        bool fits = machine.Rank(platform) is not null;
        PlatformDetail detail = Detail(machine, [platform], fits ? platform : null);
        return fits
            ? CheckOutcome.Passed(MessageFormat.Format(Strings.PlatformFits, image, platform), detail)
            : context.Report(PullFindings.PlatformDiffers, detail, ("name", image), ("other", platform), ("platform", machine.Own), ManifestCheck.ImageToPush(context, image));
    }

    private static CheckOutcome EvaluateIndex(CheckContext context, ImageReference image, ImagePlatform[] platforms, MachinePlatform machine)
    {
        ImagePlatform? match = platforms.Where(platform => machine.Rank(platform) is not null).MinBy(platform => machine.Rank(platform));
        PlatformDetail detail = Detail(machine, platforms, match);
        return match is not null
            ? CheckOutcome.Passed(MessageFormat.Format(Strings.PlatformFits, image, match), detail)
            : context.Report(
                PullFindings.PlatformMissing,
                detail,
                ("name", image),
                ("platform", machine.Own),
                ("platforms", UntrustedText.Clean(string.Join(", ", platforms.Distinct()), ShownLength)),
                ("other", platforms[0]),
                ManifestCheck.ImageToPush(context, image));
    }

    private static CheckOutcome ForNone(ImageReference image, MachinePlatform machine) =>
        CheckOutcome.Passed(MessageFormat.Format(Strings.PlatformArtifact, image), Detail(machine, [], null));

    private static PlatformDetail Detail(MachinePlatform machine, IEnumerable<ImagePlatform> platforms, ImagePlatform? match) => new()
    {
        Machine = machine.Own.ToString(),
        Platforms = [.. platforms.Select(platform => platform.ToString()).Distinct().Take(50)],
        Match = match?.ToString(),
    };
}
