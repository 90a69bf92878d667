using System.Globalization;
using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

/// <summary>Compares the engine's clock with this machine's: after sleep, the clock of a virtual machine differs from its host's.</summary>
internal sealed class DockerClockCheck : EngineCheck
{
    public const string CheckName = "DockerClock";

    public override string Name => CheckName;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.ClockSkew];

    public override string Description => Strings.DockerClockDescription;

    protected override CheckOutcome Evaluate(CheckContext context, ContainerClient client, ContainerEngine engine)
    {
        if (EngineClock.DifferenceOf(engine) is not { } difference)
        {
            return CheckOutcome.NotApplicable(Strings.EngineTellsNoTime);
        }

        var detail = new ClockSkewDetail { ClockSkew = difference, Uncertainty = engine.Asked!.Value.Ended - engine.Asked.Value.Begun, Request = "docker info" };
        if (difference.Duration() < EngineClock.Noticed)
        {
            string message = MessageFormat.Format(Strings.EngineClockFine, Math.Ceiling(difference.Duration().TotalSeconds));
            return engine.IsHere ? CheckOutcome.NotApplicable(message) : CheckOutcome.Passed(message, detail);
        }

        string where = $"{engine.HostName} {engine.HostSystem?.Replace(' ', '-')}";
        CheckOutcome outcome = context.Report(
            difference < TimeSpan.Zero ? MachineFindings.EngineClockBehind : MachineFindings.EngineClockAhead,
            detail,
            ("difference", Words(difference.Duration())),
            ("engineTime", engine.SystemTime),
            ("sessionTime", engine.Asked.Value.Ended),
            ("restart", engine.IsHere && OperatingSystem.IsLinux() && !HostSystem.IsWsl ? null : EngineService.Restart(client, where)),
            ("sync", EngineService.SetClock));
        return difference.Duration() < EngineClock.Tolerated ? outcome with { Status = CheckStatus.Warning, Blocks = false } : outcome;
    }

    private static string Words(TimeSpan time) => time switch
    {
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} d"),
    };
}
