using System.Management.Automation;
using System.Management.Automation.Host;
using AcrHealth.Text;

namespace AcrHealth.Display;

/// <summary>The default view of summaries: one line for each registry, with the code of its first failure and as much of the message as fits.</summary>
public static class SummaryView
{
    private const string Gap = "  ";
    private const string More = " \u2026";
    private const int CauseColumn = StatusMark.Width + 2;
    private const int CodeWidth = 36;
    private const int FewestNameColumns = 28;
    private const int MostNameColumns = 40;
    private const int WidestNameBesideMessage = 34;
    private const int ShortestMessage = 24;
    private const int Narrowest = CauseColumn + FewestNameColumns + 2 + 35;

    /// <summary>The names of the columns.</summary>
    /// <param name="host">The host that shows them.</param>
    public static string Heading(PSHost host)
    {
        int width = Screen.WidthOf(host);
        return width < Narrowest
            ? TextStyle.Bold(nameof(RegistryHealth.Registry))
            : TextStyle.Bold($"{"Status",-CauseColumn}{"Registry".PadRight(NameWidth(width))}{Gap}{"ErrorCode",-CodeWidth}{(MessageWidth(width) < ShortestMessage ? string.Empty : $"{Gap}Message")}".TrimEnd());
    }

    /// <summary>One summary.</summary>
    /// <param name="summary">The summary, of this session or another.</param>
    /// <param name="host">The host that shows it.</param>
    public static string Row(PSObject summary, PSHost host)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var fields = new ResultFields(summary);
        int width = Screen.WidthOf(host);
        string name = ResultHeading.Of(summary);
        return width < Narrowest ? Stacked(fields, name, width) : InColumns(fields, name, width);
    }

    private static string InColumns(ResultFields fields, string name, int width)
    {
        string status = StatusMark.Paint(fields.Status, $"{StatusMark.SignOf(fields.Status)} {fields.Status}".PadRight(CauseColumn));
        string row = CellWidth.Pad(name, NameWidth(width));
        int left = width - CauseColumn - CellWidth.Of(row) - Gap.Length;
        string code = fields.ErrorCode ?? string.Empty;
        if (code.Length > left)
        {
            return $"{status}{row.TrimEnd()}\n{new string(' ', CauseColumn)}{StatusMark.Paint(fields.Status, code)}";
        }

        // A message without a code, as most warnings have none, starts in the column of codes.
        string cause = code.Length == 0 ? string.Empty : StatusMark.Paint(fields.Status, code) + new string(' ', Math.Max(0, CodeWidth - code.Length)) + Gap;
        string message = Shorten(fields.Message, left - (code.Length == 0 ? 0 : CodeWidth + Gap.Length));
        return $"{status}{row}{Gap}{cause}{message}".TrimEnd();
    }

    private static string Stacked(ResultFields fields, string name, int width)
    {
        string status = StatusMark.Paint(fields.Status, $"{StatusMark.SignOf(fields.Status)} ");
        string cause = fields.ErrorCode ?? Shorten(fields.Message, width - Gap.Length);
        string registry = string.Join($"\n{Gap}", TextWrap.Lines(name, width - Gap.Length));
        return cause.Length == 0 ? status + registry : $"{status}{registry}\n{Gap}{StatusMark.Paint(fields.Status, cause)}";
    }

    // A message gets the columns that the longest names leave, if they are enough.
    private static int NameWidth(int width)
    {
        int free = width - CauseColumn - Gap.Length - CodeWidth;
        int besideMessage = free - Gap.Length - ShortestMessage;
        return Math.Clamp(besideMessage < WidestNameBesideMessage ? free : besideMessage, FewestNameColumns, MostNameColumns);
    }

    private static int MessageWidth(int width) => width - CauseColumn - NameWidth(width) - (2 * Gap.Length) - CodeWidth;

    private static string Shorten(string text, int width)
    {
        if (width < ShortestMessage)
        {
            return string.Empty;
        }

        return CellWidth.Of(text) <= width ? text : TextWrap.Lines(text, width - More.Length)[0] + More;
    }
}
