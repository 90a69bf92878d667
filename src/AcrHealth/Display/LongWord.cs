using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using AcrHealth.Text;

namespace AcrHealth.Display;

/// <summary>
/// Breaks a word that is wider than a line: first between its components (a GUID in brackets, the parts of a URL), then between the parts of a
/// name. A GUID or a code stays whole as long as a line can hold it.
/// </summary>
internal static partial class LongWord
{
    private static readonly SearchValues<char> BetweenNames = SearchValues.Create("/\\,;?&=()[]{}<>'\"`|@");
    private static readonly SearchValues<char> InNames = SearchValues.Create(".-_:");

    /// <summary>The word in parts that fit a width.</summary>
    public static IEnumerable<string> Break(string word, int width)
    {
        var line = new StringBuilder();
        int column = 0;
        foreach (string part in Whole(word).SelectMany(part => Split(part, BetweenNames, width)).SelectMany(part => Split(part, InNames, width)).SelectMany(part => Cut(part, width)))
        {
            int length = CellWidth.Of(part);
            if (column > 0 && column + length > width)
            {
                yield return line.ToString();
                line.Clear();
                column = 0;
            }

            line.Append(part);
            column += length;
        }

        yield return line.ToString();
    }

    [GeneratedRegex(@"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")]
    private static partial Regex GuidOrCode();

    private static IEnumerable<string> Whole(string word)
    {
        int start = 0;
        foreach (Match match in GuidOrCode().Matches(word))
        {
            if (match.Index > start)
            {
                yield return word[start..match.Index];
            }

            yield return match.Value;
            start = match.Index + match.Length;
        }

        if (start < word.Length)
        {
            yield return word[start..];
        }
    }

    private static List<string> Split(string part, SearchValues<char> after, int width)
    {
        if (CellWidth.Of(part) <= width)
        {
            return [part];
        }

        List<string> parts = [];
        int start = 0;
        while (start < part.Length)
        {
            int found = part.AsSpan(start).IndexOfAny(after);
            int end = found < 0 ? part.Length : start + found + 1;
            parts.Add(part[start..end]);
            start = end;
        }

        return parts;
    }

    private static IEnumerable<string> Cut(string part, int width)
    {
        var line = new StringBuilder();
        int column = 0;
        foreach (Rune rune in part.EnumerateRunes())
        {
            int length = CellWidth.Of(rune);
            if (column > 0 && column + length > width)
            {
                yield return line.ToString();
                line.Clear();
                column = 0;
            }

            line.Append(rune);
            column += length;
        }

        yield return line.ToString();
    }
}
