using System.Text;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>Writes the comparison down for people, in Markdown. Times are given as bounds: the rest of the digits is the machine's.</summary>
internal static class ParityTable
{
    private static readonly double[] Bounds = [0.1, 0.5, 5, 10, 20];

    // To start Python takes about half a second, now less, now more.
    private const double LeastBoundOfPrograms = 5;

    private const string Introduction =
        """
        # Beside the Azure CLI

        This file is written by a test (`tests/AcrHealth.Integration.Tests/Parity`), which puts every fault of the simulator, and a few of
        docker's and helm's, before Debian's azure-cli 2.45 and before this module: the same simulator, the same programs, signed in as
        the same service principal. `az acr check-health -n NAME --ignore-errors -y` is timed as a program, which includes starting
        Python; `Test-AcrHealth NAME -Force -TimeoutSeconds 5`, with `-Repository` or `-PushTo` where the fault is one of pulling or pushing, is
        timed in a session that is open. The Azure CLI is ended after 20 seconds.

        The codes in the third column are what the Azure CLI reported, those in the fourth what we reported; the last column says, where
        they differ, why ours is right by the documented meaning of the code (`Get-AcrHealthError`).

        | Fault | What is wrong | Azure CLI | AcrHealth | Azure CLI's time | Our time | Where we differ |
        | --- | --- | --- | --- | --- | --- | --- |

        """;

    public static string Write(IEnumerable<ComparedRow> rows)
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (ComparedRow row in rows)
        {
            string[] cells =
            [
                row.Comparison.Name,
                row.Comparison.WhatIsWrong,
                Theirs(row),
                Ours(row),
                row.Az.IsHeld ? "ended after 20 s" : Time(row.Az.Time, LeastBoundOfPrograms),
                Time(row.OurTime, Bounds[0]),
                row.Comparison.Difference ?? string.Empty,
            ];
            text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Theirs(ComparedRow row)
    {
        if (row.Comparison.AzGivesOneOf.Count > 0)
        {
            return string.Join(" or ", row.Comparison.AzGivesOneOf);
        }

        List<string> parts = [.. row.Az.Codes];
        if (row.Az.Exception is { } exception)
        {
            parts.Add($"a traceback ({exception})");
        }

        if (row.Az.IsHeld)
        {
            parts.Add("held for ever");
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

    private static string Time(TimeSpan time, double least)
    {
        double bound = Bounds.FirstOrDefault(bound => bound >= least && time.TotalSeconds < bound);
        return bound == 0 ? "over 20 s" : FormattableString.Invariant($"< {bound} s");
    }

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
