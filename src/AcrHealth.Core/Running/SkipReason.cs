using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Says why a check was skipped: by its root cause, which may be several links away, and not by the last link.</summary>
internal static class SkipReason
{
    /// <summary>The outcome of a check that others block.</summary>
    /// <param name="blockers">The checks that block it.</param>
    /// <param name="outcomes">The outcomes of the run, all of <paramref name="blockers"/> completed that are in it.</param>
    public static CheckOutcome Of(IReadOnlyList<string> blockers, IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes)
    {
        string[] roots = [.. blockers.SelectMany(blocker => Roots(blocker, outcomes)).Distinct()];
        string[] failed = [.. roots.Where(root => Outcome(root, outcomes)?.Status == CheckStatus.Failed)];
        if (failed.Length > 0)
        {
            return Skipped(Strings.SkippedBlocked, failed, blockers);
        }

        // What the run excluded never gets an outcome.
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
