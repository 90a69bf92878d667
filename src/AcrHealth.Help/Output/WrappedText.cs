using AcrHealth.Text;

namespace AcrHealth.Help.Output;

/// <summary>Text in lines of a terminal, broken between words.</summary>
internal static class WrappedText
{
    /// <summary>The number of columns that a terminal is assumed to have.</summary>
    public const int Columns = 80;

    /// <summary>Lines that begin in column <paramref name="indent"/>.</summary>
    public static IEnumerable<string> Lines(string text, int indent) => Fit(text, Columns - indent).Select(line => new string(' ', indent) + line);

    /// <summary>Lines of at most <paramref name="width"/> columns; a longer word has a line of its own.</summary>
    public static IEnumerable<string> Fit(string text, int width)
    {
        string line = string.Empty;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && CellWidth.Of(line) + 1 + CellWidth.Of(word) > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
