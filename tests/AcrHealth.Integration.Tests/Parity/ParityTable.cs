using System.Text;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>
/// Writes the comparison down for people, in Markdown. Times are given as bounds: the rest of the digits is the machine's. A bound that was
/// written before stays while it holds and is no more than a step too wide, so that a table changes when something has changed.
/// </summary>
internal static class ParityTable
{
    private const string Separator = " | ";
    private const int TheirTime = 4;
    private const int OurTime = 5;

    private static readonly double[] Bounds = [0.1, 0.5, 5, 10, 20];

    // To start Python takes about half a second, now less, now more.
    private const double LeastBoundOfPrograms = 5;

    private const string Heading =
        "| Fault | What is wrong | Azure CLI | AcrHealth | Azure CLI's time | Our time | Where we differ |\n| --- | --- | --- | --- | --- | --- | --- |\n";

    /// <param name="rows">The results of the runs.</param>
    /// <param name="before">The page with the table of an earlier run. The text above the table is kept.</param>
    public static string Write(IEnumerable<ComparedRow> rows, string before)
    {
        Dictionary<string, string[]> earlier = Rows(before).ToDictionary(cells => cells[0]);
        int table = before.IndexOf(Heading, StringComparison.Ordinal);
        var text = new StringBuilder(table < 0 ? throw new FormatException("The page has no table of faults.") : before[..table]).Append(Heading);
        foreach (ComparedRow row in rows)
        {
            string[] cells =
            [
                row.Comparison.Name,
                row.Comparison.WhatIsWrong,
                Theirs(row),
                Ours(row),
                row.Az.IsHeld ? "ended after 20 s" : Time(row.Az.Time, LeastBoundOfPrograms, Before(TheirTime)),
                Time(row.OurTime, Bounds[0], Before(OurTime)),
                row.Comparison.Difference ?? string.Empty,
            ];
            text.Append("| ").AppendJoin(Separator, cells.Select(Escape)).Append(" |\n");

            string? Before(int cell) => earlier.GetValueOrDefault(row.Comparison.Name)?[cell];
        }

        return text.ToString();
    }

    /// <summary>All that a table says but the times.</summary>
    public static string WithoutTimes(string table) =>
        string.Join('\n', Rows(table).Select(cells => string.Join(Separator, cells.Where((_, index) => index is not (TheirTime or OurTime)))));

    // Of rows with a cell too few, which this did not write, nothing is kept.
    private static IEnumerable<string[]> Rows(string table) =>
        table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line[2..^2].Split(Separator)).Where(cells => cells.Length > OurTime);

    private static string Theirs(ComparedRow row)
    {
        if (row.Comparison.AzGivesOneOf.Count > 0)
        {
            return string.Join(" or ", row.Comparison.AzGivesOneOf);
        }

        List<string> parts = [.. row.Az.Codes];
        if (row.Az.AzureError is { } error)
        {
            parts.Add($"an error of Azure's ({error})");
        }

        if (row.Az.Exception is { } exception)
        {
            parts.Add($"a traceback ({exception})");
        }

        if (row.Az.IsHeld)
        {
            parts.Add("still waiting");
        }

        if (row.TokenAzGaveAway is { } token)
        {
            parts.Add($"the {token} sent to the other host");
        }

        return parts.Count == 0 ? "nothing" : string.Join(", ", parts);
    }

    private static string Ours(ComparedRow row)
    {
        string[] parts = [.. row.OurCodes, .. row.OurWarnings.Select(check => $"a warning ({check})")];
        return parts.Length == 0 ? "nothing" : string.Join(", ", parts);
    }

    private static string Time(TimeSpan time, double least, string? before)
    {
        int fits = Array.FindIndex(Bounds, bound => bound >= least && time.TotalSeconds < bound);
        return fits < 0 ? "over 20 s" : fits + 1 < Bounds.Length && before == Text(fits + 1) ? before : Text(fits);

        static string Text(int index) => FormattableString.Invariant($"< {Bounds[index]} s");
    }

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
