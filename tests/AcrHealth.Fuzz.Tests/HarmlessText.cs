using System.Globalization;
using System.Text;

namespace AcrHealth.Fuzz.Tests;

/// <summary>Defines the text that may be shown: whole Unicode, nothing that a terminal acts on, nothing that changes the line's direction.</summary>
internal static class HarmlessText
{
    public static void Check(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (hidden || (rune == Rune.ReplacementChar && !IsWhole(text)))
            {
                Assert.Fail($"U+{rune.Value:X4} in: {text}");
            }
        }
    }

    private static bool IsWhole(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
