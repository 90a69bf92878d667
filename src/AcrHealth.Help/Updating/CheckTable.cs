using System.Management.Automation;
using AcrHealth.Help.Pages;

namespace AcrHealth.Help.Updating;

/// <summary>The table of checks in a page: a row for each check, with the facts that the catalog declares.</summary>
internal static class CheckTable
{
    /// <summary>Writes the facts of a table; the cells behind them are the writer's, and stay with their check.</summary>
    /// <param name="page">The page.</param>
    /// <param name="file">The page's path, for errors.</param>
    /// <param name="firstCell">The first cell of the table's heading, which no other table of the page has.</param>
    /// <param name="checks">The checks, in their order.</param>
    /// <param name="facts">The cells of a check that are facts; the first is its name.</param>
    /// <exception cref="PageException">The page has no such table.</exception>
    public static string Update(string page, string file, string firstCell, IEnumerable<PSObject> checks, Func<PSObject, string[]> facts)
    {
        List<string> lines = [.. page.Split('\n')];
        int head = lines.FindIndex(line => line.StartsWith($"| {firstCell} |", StringComparison.Ordinal));
        if (head < 0)
        {
            throw new PageException(file, 1, $"There is no table that begins with '{firstCell}'.");
        }

        int first = head + 2;
        int end = lines.FindIndex(first, line => !line.StartsWith('|'));
        int columns = Cells(lines[head]).Length;
        Dictionary<string, string[]> written = lines[first..end].Select(Cells).ToDictionary(cells => cells[0], cells => cells);
        lines.RemoveRange(first, end - first);
        lines.InsertRange(first, checks.Select(check => Row(facts(check), written, columns)));
        return string.Join('\n', lines);
    }

    /// <summary>The values of a property, as text.</summary>
    public static string Text(PSObject check, string property) => check.Properties[property].Value switch
    {
        string text => text,
        System.Collections.IEnumerable items => string.Join(", ", items.Cast<object>()),
        var value => $"{value}",
    };

    private static string Row(string[] facts, Dictionary<string, string[]> written, int columns)
    {
        string[] prose = written.TryGetValue(facts[0], out string[]? cells) ? cells[facts.Length..] : [.. Enumerable.Repeat(string.Empty, columns - facts.Length)];
        return $"| {string.Join(" | ", facts.Concat(prose))} |";
    }

    private static string[] Cells(string row) => [.. row.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
}
