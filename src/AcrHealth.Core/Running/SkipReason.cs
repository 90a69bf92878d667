using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Describes why a check was skipped: names the root cause, which may be several links away, not the last link.</summary>
internal static class SkipReason
{
    /// <summary>Creates the outcome of a check that others block.</summary>
    /// <param name="blockers">The checks that block it.</param>
    /// <param name="outcomes">The outcomes of the run; those of <paramref name="blockers"/> that it contains are complete.</param>
    public static CheckOutcome Of(IReadOnlyList<string> blockers, IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes)
    {
        string[] roots = [.. blockers.SelectMany(blocker => Roots(blocker, outcomes)).Distinct()];
        string[] failed = [.. roots.Where(root => Outcome(root, outcomes)?.Status == CheckStatus.Failed)];
        if (failed.Length > 0)
        {
            return Skipped(Strings.SkippedBlocked, failed, blockers);
        }

        // A check that the run excluded never has an outcome.
        string[] excluded = [.. roots.Where(root => Outcome(root, outcomes) is null)];
        return excluded.Length > 0 ? Skipped(Strings.SkippedExcluded, excluded, blockers) : Skipped(Strings.SkippedAfterSkipped, roots, blockers);
    }

    private static CheckOutcome Skipped(string format, string[] names, IReadOnlyList<string> blockers) =>
        CheckOutcome.Skipped(MessageFormat.Format(format, string.Join(", ", names))) with { BlockedBy = blockers };

    private static IEnumerable<string> Roots(string check, IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes) =>
        Outcome(check, outcomes)?.BlockedBy is { Count: > 0 } blockers ? blockers.SelectMany(blocker => Roots(blocker, outcomes)) : [check];

    private static CheckOutcome? Outcome(string check, IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes) =>
        outcomes.TryGetValue(check, out Task<CheckOutcome>? outcome) && outcome.IsCompletedSuccessfully ? outcome.Result : null;
}
