using System.Management.Automation;
using System.Management.Automation.Host;
using AcrHealth.Text;

namespace AcrHealth.Display;

/// <summary>
/// The default view of results: a row for each, with the first remedy under failures and warnings. A screen that is too narrow for the columns gets
/// the same one below the other.
/// </summary>
public static class ResultView
{
    private const string Gap = "  ";
    // As wide as the gap: if results are stacked, it stands in the margin of their messages.
    private const string Arrow = "\u2192 ";
    private const int CheckWidth = 19;
    private const int TimeWidth = 6;
    private const int CheckColumn = StatusMark.Width + 2;
    private const int MessageColumn = CheckColumn + CheckWidth + 1 + TimeWidth + 2;

    private const int NarrowestCell = 20;

    // A GUID, and the longest code, fit the column of messages.
    private const int Narrowest = MessageColumn + 36;

    /// <summary>The heading above the results of one target: its name, its verdict if it is known, and the names of the columns.</summary>
    /// <param name="result">The target's first result.</param>
    /// <param name="host">The host that shows it.</param>
    public static string Heading(PSObject result, PSHost host)
    {
        ArgumentNullException.ThrowIfNull(result);
        int width = Screen.WidthOf(host);
        string name = ResultHeading.Of(result);
        string heading = TextStyle.Bold(name);
        if (result.BaseObject is HealthCheckResult { Verdict: { IsKnown: true } verdict })
        {
            string shown = VerdictText.Of(verdict);
            bool fits = CellWidth.Of(name) + CellWidth.Of(shown) + Gap.Length <= width;
            heading += (fits ? Gap : "\n") + StatusMark.Paint(verdict.Status, shown);
        }

        return width < Narrowest
            ? heading
            : $"{heading}\n{TextStyle.Bold($"{"Status",-CheckColumn}{"Check",-CheckWidth} {"Time",TimeWidth}  Message")}";
    }

    /// <summary>One result.</summary>
    /// <param name="result">The result, of this session or another.</param>
    /// <param name="host">The host that shows it.</param>
    public static string Row(PSObject result, PSHost host)
    {
        ArgumentNullException.ThrowIfNull(result);
        var fields = new ResultFields(result);
        int width = Screen.WidthOf(host);
        return string.Join('\n', width < Narrowest ? Stacked(fields, width) : InColumns(fields, width));
    }

    /// <summary>The code, the message and the first remedy of one result, for a cell of Format-Table.</summary>
    /// <param name="result">The result, of this session or another.</param>
    /// <param name="host">The host that shows it.</param>
    /// <param name="taken">The number of columns that other content takes.</param>
    public static string Cell(PSObject result, PSHost host, int taken)
    {
        ArgumentNullException.ThrowIfNull(result);
        var fields = new ResultFields(result);
        int width = Math.Max(Screen.WidthOf(host) - taken, NarrowestCell);
        return string.Join('\n', Message(fields, width).Concat(NextStep(fields, 0, width)));
    }

    private static IEnumerable<string> InColumns(ResultFields fields, int width)
    {
        string status = StatusMark.Paint(fields.Status, $"{StatusMark.SignOf(fields.Status)} {fields.Status}".PadRight(CheckColumn));
        string check = $"{fields.Check} {fields.Time.PadLeft(Math.Max(0, CheckWidth + TimeWidth - fields.Check.Length))}";
        string row = status + check.PadRight(MessageColumn - CheckColumn);
        if (check.Length > MessageColumn - CheckColumn - Gap.Length)
        {
            // A long name has the line to itself, so that the columns of all results stay the same.
            yield return row.TrimEnd();
            row = new(' ', MessageColumn);
        }

        foreach (string line in Message(fields, width - MessageColumn))
        {
            yield return row + line;
            row = new(' ', MessageColumn);
        }

        foreach (string line in NextStep(fields, CheckColumn, width))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Stacked(ResultFields fields, int width)
    {
        string status = StatusMark.Paint(fields.Status, $"{StatusMark.SignOf(fields.Status)} {fields.Status}".PadRight(StatusMark.Width));
        yield return $"{status}{Gap}{fields.Check}{Gap}{fields.Time}".TrimEnd();
        foreach (string line in Message(fields, width - Gap.Length))
        {
            yield return Gap + line;
        }

        foreach (string line in NextStep(fields, 0, width))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Message(ResultFields fields, int width)
    {
        if (fields.ErrorCode is { } code)
        {
            foreach (string line in TextWrap.Lines(code, width))
            {
                yield return StatusMark.Paint(fields.Status, line);
            }
        }

        foreach (string line in TextWrap.Lines(fields.Message, width))
        {
            yield return fields.Status == CheckStatus.Skipped ? TextStyle.Gray(line) : line;
        }
    }

    private static IEnumerable<string> NextStep(ResultFields fields, int indent, int width)
    {
        if (fields.Status is not (CheckStatus.Failed or CheckStatus.Warning) || fields.Remediation is not [string first, ..])
        {
            yield break;
        }

        string before = new string(' ', indent) + Arrow;
        foreach (string line in TextStyle.Commands(TextWrap.Lines(first, width - indent - Arrow.Length)))
        {
            yield return before + line;
            before = new(' ', indent + Arrow.Length);
        }
    }
}
