using System.Globalization;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Reports;

/// <summary>The sentences of reports for people, in the session's language.</summary>
internal static class ReportMessages
{
    /// <summary>Summarizes the report in a sentence.</summary>
    public static string Verdict(HealthReport report)
    {
        ReportTarget[] registries = [.. report.Targets.Where(target => target.Registry is not null)];
        if (registries.Length == 0)
        {
            return report.Targets.Count == 0 ? ReportTexts.NoResults : Verdict(report.Targets, ReportTexts.AllMachinesHealthy, ReportTexts.OneMachineFailing, ReportTexts.SomeMachinesFailing);
        }

        // A machine is not a registry, so its failures are reported beside the count of registries.
        string verdict = Verdict(registries, ReportTexts.AllHealthy, ReportTexts.OneOfManyFailing, ReportTexts.SomeFailing);
        bool isMachineFailing = report.Targets.Any(target => target is { Registry: null, Verdict: CheckStatus.Failed });
        return isMachineFailing ? MessageFormat.Format(ReportTexts.AndMachine, verdict) : verdict;
    }

    private static string Verdict(IReadOnlyList<ReportTarget> targets, string allHealthy, string oneFailing, string someFailing)
    {
        int failing = targets.Count(target => target.Verdict == CheckStatus.Failed);
        return (targets.Count, failing) switch
        {
            (1, _) => MessageFormat.Format(One(targets[0].Verdict), targets[0].Name),
            (_, 0) when targets.All(target => target.Verdict == CheckStatus.Skipped) => ReportTexts.AllSkipped,
            (_, 0) => MessageFormat.Format(allHealthy, targets.Count),
            (_, 1) => MessageFormat.Format(oneFailing, targets.Count),
            _ => MessageFormat.Format(someFailing, failing, targets.Count),
        };
    }

    /// <summary>Summarizes a target in a few words.</summary>
    public static string Verdict(ReportTarget target) => target.Verdict switch
    {
        CheckStatus.Failed => Count(CheckStatus.Failed, target.Count(CheckStatus.Failed)),
        CheckStatus.Warning => Count(CheckStatus.Warning, target.Count(CheckStatus.Warning)),
        CheckStatus.Passed => ReportTexts.Healthy,
        _ => ReportTexts.Skipped,
    };

    public static string Status(CheckStatus status) => status switch
    {
        CheckStatus.Failed => ReportTexts.Failed,
        CheckStatus.Warning => ReportTexts.Warning,
        CheckStatus.Passed => ReportTexts.Passed,
        _ => ReportTexts.Skipped,
    };

    public static string Count(CheckStatus status, int count) => MessageFormat.Format(
        (status, count) switch
        {
            (CheckStatus.Failed, _) => ReportTexts.CountFailed,
            (CheckStatus.Warning, 1) => ReportTexts.CountWarning,
            (CheckStatus.Warning, _) => ReportTexts.CountWarnings,
            (CheckStatus.Passed, _) => ReportTexts.CountPassed,
            _ => ReportTexts.CountSkipped,
        },
        count);

    public static string Duration(TimeSpan duration) => duration.TotalMilliseconds switch
    {
        < 1 => ReportTexts.UnderAMillisecond,
        < 1000 => MessageFormat.Format(ReportTexts.Milliseconds, duration.TotalMilliseconds),
        < 10_000 => MessageFormat.Format(ReportTexts.SecondsAndTenths, duration.TotalSeconds),
        _ => MessageFormat.Format(ReportTexts.Seconds, duration.TotalSeconds),
    };

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static string One(CheckStatus verdict) => verdict switch
    {
        CheckStatus.Failed => ReportTexts.OneFailing,
        CheckStatus.Skipped => ReportTexts.OneSkipped,
        _ => ReportTexts.OneHealthy,
    };
}
