using AcrHealth.Text;
using AcrHealth.Help.Pages;
using Markdig.Extensions.Tables;

namespace AcrHealth.Help.Output;

/// <summary>A table in columns of text: each is as wide as what it holds, and the last one is wrapped in what is left.</summary>
internal static class TableText
{
    private const string Gap = "  ";

    public static IEnumerable<string> Lines(Table table, int indent)
    {
        string[][] rows = [.. table.Cast<TableRow>().Select(row => row.Cast<TableCell>().Select(Text).ToArray())];
        bool hasHeader = rows[0].Any(cell => cell.Length > 0);
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => CellWidth.Of(row[column])))];
        string[][] shown = hasHeader ? [rows[0], [.. rows[0].Select(cell => new string('-', CellWidth.Of(cell)))], .. rows[1..]] : rows[1..];
        return shown.SelectMany(row => Row(row, widths, indent));
    }

    private static IEnumerable<string> Row(string[] cells, int[] widths, int indent)
    {
        string head = new string(' ', indent) + string.Concat(cells[..^1].Select((cell, column) => CellWidth.Pad(cell, widths[column]) + Gap));
        int start = CellWidth.Of(head);
        foreach (string line in WrappedText.Fit(cells[^1], WrappedText.Columns - start))
        {
            yield return (head + line).TrimEnd();
            head = new string(' ', start);
        }
    }

    private static string Text(TableCell cell) => string.Join(' ', PlainText.Paragraphs(cell));
}
