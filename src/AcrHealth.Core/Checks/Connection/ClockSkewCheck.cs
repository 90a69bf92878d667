using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Connection;

/// <summary>Reads the registry's clock from the response to Challenge; sends no request of its own.</summary>
internal sealed class ClockSkewCheck : HealthCheck
{
    public const string CheckName = "ClockSkew";

    // Entra ID, registries and the clients of both allow about five minutes of difference between the clocks that a token passes.
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    // A synchronized clock is right to the second; one that is minutes off is drifting.
    private static readonly TimeSpan Noticed = TimeSpan.FromMinutes(2);

    // HTTP dates have a resolution of one second.
    private static readonly TimeSpan Granularity = TimeSpan.FromSeconds(1);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> After => [ChallengeCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.ClockSkew];

    public override string Description => Strings.ClockSkewDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.OutcomeOf(ChallengeCheck.CheckName)?.Detail switch
        {
            HttpDetail { ClockSkew: { } skew, Duration: { } duration } answer => Evaluate(context, skew, duration, answer),
            HttpDetail { StatusCode: not null } => CheckOutcome.Skipped(Strings.ClockUnknown),
            _ => CheckOutcome.BlockedOn(ChallengeCheck.CheckName),
        });

    // The duration of the request leaves open when the registry read its clock; within it, no skew is reported.
    private static CheckOutcome Evaluate(CheckContext context, TimeSpan skew, TimeSpan duration, HttpDetail answer)
    {
        TimeSpan doubt = (duration / 2) + Granularity;
        TimeSpan certain = skew.Duration() - doubt;
        var detail = new ClockSkewDetail { ClockSkew = skew, Uncertainty = doubt, Request = answer.Request };
        bool behind = skew > TimeSpan.Zero;
        (string, object?)[] values = [("off", Words(skew.Duration())), ("setClock", SystemCommands.SetClock)];
        if (certain >= Tolerated)
        {
            return context.Report(behind ? ConnectionFindings.ClockBehind : ConnectionFindings.ClockAhead, detail, values);
        }

        return certain >= Noticed
            ? context.Report(
                behind ? ConnectionFindings.ClockDriftingBehind : ConnectionFindings.ClockDriftingAhead, detail, [.. values, ("limit", Words(Tolerated))])
            : CheckOutcome.Passed(MessageFormat.Format(Strings.ClockFine, Math.Ceiling((skew.Duration() + doubt).TotalSeconds)), detail);
    }

    private static string Words(TimeSpan time) => time switch
    {
        { TotalHours: < 2 } => MessageFormat.Format(Strings.ClockMinutes, time.TotalMinutes),
        { TotalDays: < 2 } => MessageFormat.Format(Strings.ClockHours, time.TotalHours),
        _ => MessageFormat.Format(Strings.ClockDays, time.TotalDays),
    };
}
