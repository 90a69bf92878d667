using System.Management.Automation.Host;
using System.Text;
using System.Text.RegularExpressions;
using AcrHealth.Text;

namespace AcrHealth.Display;

/// <summary>Breaks text at words for the module's views; the formatter itself breaks in the middle of words.</summary>
public static partial class TextWrap
{
    private const int MinimumWidth = 20;
    private const char CommandMark = '`';

    /// <summary>Wraps the text to the host's width, less the columns in front of it.</summary>
    /// <param name="text">The text; its own line breaks are kept.</param>
    /// <param name="host">The host whose width counts; 120 columns are assumed if it has none.</param>
    /// <param name="taken">The number of columns that other content takes.</param>
    public static string Fit(string text, PSHost host, int taken)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join('\n', Lines(text, Math.Max(Screen.WidthOf(host) - taken, MinimumWidth)));
    }

    /// <summary>Wraps the text to a width. A command between backquotes stays on one line if a line can hold it.</summary>
    /// <remarks>The lines of a step or a list item are indented to its text, not to its number.</remarks>
    internal static IReadOnlyList<string> Lines(string text, int width) => [.. text.Split('\n').SelectMany(line => Hang(line.TrimEnd(), width))];

    [GeneratedRegex(@"^(\d+\. |- )(?=\S)")]
    private static partial Regex ItemMark();

    private static IEnumerable<string> Hang(string line, int width)
    {
        string mark = ItemMark().Match(line).Value;
        string before = mark;
        foreach (string part in Fit(line[mark.Length..], width - mark.Length))
        {
            yield return before + part;
            before = new(' ', mark.Length);
        }
    }

    private static List<string> Fit(string line, int width)
    {
        List<string> fitted = [];
        var current = new StringBuilder();
        int column = 0;
        foreach (string word in Words(line, width))
        {
            int length = CellWidth.Of(word);
            if (column > 0 && column + 1 + length > width)
            {
                fitted.Add(current.ToString());
                current.Clear();
                column = 0;
            }
            else if (current.Length > 0)
            {
                current.Append(' ');
                column++;
            }

            if (length > width)
            {
                string[] parts = [.. LongWord.Break(word, width)];
                fitted.AddRange(parts[..^1]);
                current.Append(parts[^1]);
                column += CellWidth.Of(parts[^1]);
            }
            else
            {
                current.Append(word);
                column += length;
            }
        }

        fitted.Add(current.ToString());
        return fitted;
    }

    private static IEnumerable<string> Words(string line, int width)
    {
        string[] words = line.Split(' ');
        bool isInCommand = false;
        for (int i = 0; i < words.Length; i++)
        {
            bool hasMark = words[i].Count(c => c == CommandMark) % 2 == 1;
            int end = hasMark && !isInCommand ? Array.FindIndex(words, i + 1, word => word.Contains(CommandMark, StringComparison.Ordinal)) : -1;
            string command = end < 0 ? string.Empty : string.Join(' ', words[i..(end + 1)]);
            if (end >= 0 && CellWidth.Of(command) <= width)
            {
                yield return command;
                i = end;
            }
            else
            {
                yield return words[i];
                isInCommand ^= hasMark;
            }
        }
    }
}
