using System.Globalization;

namespace AcrHealth.Help.Output;

/// <summary>Counts the terminal cells that a character takes: Korean, Chinese and Japanese take two.</summary>
internal static class CellWidth
{
    // Unicode's EastAsianWidth W and F within the basic plane. A pair of surrogates counts as one and one, which is right for emoji.
    private static readonly (char First, char Last)[] WideRanges =
    [
        ('\u1100', '\u115F'),
        ('\u2E80', '\u303E'),
        ('\u3041', '\uA4CF'),
        ('\uA960', '\uA97C'),
        ('\uAC00', '\uD7A3'),
        ('\uF900', '\uFAFF'),
        ('\uFE10', '\uFE19'),
        ('\uFE30', '\uFE6F'),
        ('\uFF00', '\uFF60'),
        ('\uFFE0', '\uFFE6'),
    ];

    public static int Of(char character)
    {
        if (character < '\u0300')
        {
            return 1;
        }

        foreach ((char first, char last) in WideRanges)
        {
            if (character >= first && character <= last)
            {
                return 2;
            }
        }

        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(character);
        return category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0 : 1;
    }

    public static int Of(string text)
    {
        int width = 0;
        foreach (char character in text)
        {
            width += Of(character);
        }

        return width;
    }

    /// <summary>The longest start of <paramref name="text"/> that fits in <paramref name="width"/> cells.</summary>
    public static string Cut(string text, int width)
    {
        int used = 0;
        for (int index = 0; index < text.Length; index++)
        {
            used += Of(text[index]);
            if (used > width)
            {
                int end = index > 0 && char.IsLowSurrogate(text[index]) ? index - 1 : index;
                return text[..end];
            }
        }

        return text;
    }

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));
}
