using AcrHealth.Checks;
using AcrHealth.Running;

namespace AcrHealth.Reports.Html;

/// <summary>
/// The schedule of a target's checks: the time at which each ran, as a fraction of the whole time from 0 to 1, and the check that it waited for.
/// The dependencies come from the catalog; a check of another version that is not in it has none.
/// </summary>
internal sealed class Waterfall
{
    public Waterfall(ReportTarget target)
    {
        Whole = target.Duration > TimeSpan.Zero ? target.Duration : TimeSpan.FromMilliseconds(1);
        Rows = [.. target.Results.Select(result => RowOf(result, target))];
    }

    public TimeSpan Whole { get; }

    public IReadOnlyList<Row> Rows { get; }

    /// <summary>
    /// The links between rows that cross or touch the row of this number: each runs from the end of a check down to the start of one that waited for it.
    /// </summary>
    public IEnumerable<Link> LinksAt(int row) => Rows
        .Select((later, index) => (Later: later, Index: index, Earlier: IndexOf(later.WaitedFor)))
        .Where(pair => pair.Earlier >= 0 && pair.Later.Start is not null && pair.Earlier < pair.Index && pair.Earlier <= row && row <= pair.Index)
        .Select(pair => new Link(pair.Later.Start!.Value, IsFirst: pair.Earlier == row, IsLast: pair.Index == row));

    private int IndexOf(string? check) => check is null ? -1 : Rows.ToList().FindIndex(row => row.Result.Check == check);

    private Row RowOf(ReportResult result, ReportTarget target)
    {
        bool ran = result.Status != CheckStatus.Skipped && result.StartTime is not null && target.StartTime is not null;
        double? start = ran ? (result.StartTime!.Value - target.StartTime!.Value) / Whole : null;
        return new(result, start, ran ? result.Duration / Whole : null, ran ? WaitedFor(result, target) : null);
    }

    private static string? WaitedFor(ReportResult result, ReportTarget target)
    {
        HealthCheck? check = CheckCatalog.All.FirstOrDefault(check => check.Name == result.Check);
        string[] needs = check is null ? [] : [.. check.Prerequisites, .. check.After];
        return target.Results
            .Where(other => needs.Contains(other.Check) && other.Status != CheckStatus.Skipped && other.EndTime is not null)
            .MaxBy(other => other.EndTime)?.Check;
    }

    /// <summary>A check with its position in time.</summary>
    /// <param name="Result">Its result.</param>
    /// <param name="Start">The start, from 0 to 1; null if it did not run.</param>
    /// <param name="Length">The duration, as a fraction of the whole time; null if it did not run.</param>
    /// <param name="WaitedFor">The last check that it waited for; null if there is none.</param>
    internal sealed record Row(ReportResult Result, double? Start, double? Length, string? WaitedFor);

    /// <summary>The part, within one row, of the line from a check to one that waited for it.</summary>
    /// <param name="At">The position of the line, from 0 to 1.</param>
    /// <param name="IsFirst">Whether it begins in this row.</param>
    /// <param name="IsLast">Whether it ends in this row.</param>
    internal readonly record struct Link(double At, bool IsFirst, bool IsLast);
}
