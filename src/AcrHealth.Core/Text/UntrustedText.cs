using System.Buffers;
using System.Globalization;
using System.Text;

namespace AcrHealth.Text;

/// <summary>
/// The one door for texts that others wrote: servers, programs, files, certificates, libraries. What comes out is one line, capped, without
/// secrets, and without anything that a terminal would act on.
/// </summary>
internal static class UntrustedText
{
    /// <summary>The most characters of a stranger's text that a message carries.</summary>
    public const int MessageLength = 400;

    // A secret is longer than what stands in its place, so that what comes after it may have to be shown, too: a little more is looked at than
    // is shown, and where that was not enough, as much as the longest secrets take.
    private const int LookedAtFirst = 1024;
    private const int LookedAt = 16 * 1024;

    private const char Escape = '\u001b';
    private const char ControlSequenceIntroducer = '\u009b';

    /// <summary>The text in one line of at most <paramref name="length"/> characters, without secrets, and with what was cut marked by an ellipsis.</summary>
    public static string Clean(string? text, int length = MessageLength) => Clean(text, length, isWhole: true);

    /// <summary>The same for a text of a result, which has been through here: its own words must not turn into asterisks for being somebody's short password.</summary>
    public static string CleanAgain(string? text, int length) => Clean(text, length, isWhole: false);

    /// <summary>The end of the text in one line, with what was cut before it marked by an ellipsis: what a program says last is why it failed.</summary>
    public static string CleanEnd(string? text, int length = MessageLength)
    {
        string clean = Clean(text, int.MaxValue);
        if (clean.Length <= length)
        {
            return clean;
        }

        int start = clean.Length - length;
        return string.Concat("…", clean.AsSpan(char.IsLowSurrogate(clean[start]) ? start + 1 : start));
    }

    /// <summary>The text in one line of at most <paramref name="length"/> characters, secrets included: for nothing that is shown.</summary>
    internal static string Strip(string? text, int length)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var clean = new StringBuilder(Math.Min(text.Length, length) + 1);
        bool space = false;
        int i = 0;
        while (i < text.Length)
        {
            if (text[i] is Escape or ControlSequenceIntroducer)
            {
                i = EndOfSequence(text, i);
                continue;
            }

            OperationStatus status = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int consumed);
            i += consumed;
            if (Rune.IsWhiteSpace(rune))
            {
                space = clean.Length > 0;
            }
            else if (status == OperationStatus.Done && !IsHidden(Rune.GetUnicodeCategory(rune)))
            {
                if (clean.Length + rune.Utf16SequenceLength + (space ? 1 : 0) > length)
                {
                    return clean.Append('…').ToString();
                }

                clean.Append(space ? " " : string.Empty).Append(text, i - consumed, consumed);
                space = false;
            }
        }

        return clean.ToString();
    }

    // A hidden character would spoil a secret's shape, and a cut would leave half of it: both come before and after.
    private static string Clean(string? text, int length, bool isWhole)
    {
        string clean = Hidden(text, length <= LookedAt ? length + LookedAtFirst : length, isWhole);
        if (clean.Length < length && text?.Length > length + LookedAtFirst)
        {
            clean = Hidden(text, Math.Max(length, LookedAt), isWhole);
        }

        if (clean.Length <= length)
        {
            return clean;
        }

        int end = length > 0 && char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length;
        return string.Concat(clean.AsSpan(0, end).TrimEnd(), "…");
    }

    private static string Hidden(string? text, int length, bool isWhole) => Secrets.Hide(SecretVault.Conceal(Strip(text, length), isWhole));

    // Format characters are where the bidirectional overrides and the invisible joiners live.
    private static bool IsHidden(UnicodeCategory category) => category
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.Surrogate;

    /// <summary>The index after the escape sequence at <paramref name="start"/> (ECMA-48: CSI; OSC and the other strings; charsets and the like; two characters).</summary>
    private static int EndOfSequence(string text, int start)
    {
        int i = start + 1;
        if (text[start] == Escape)
        {
            if (i == text.Length)
            {
                return i;
            }

            switch (text[i++])
            {
                case ']' or 'P' or 'X' or '^' or '_':
                    return EndOfString(text, i);
                case '[':
                    break;
                case Escape:
                    return i - 1;
                case >= ' ' and <= '/':
                    return AfterIntermediates(text, i, '/');
                default:
                    return i;
            }
        }

        return AfterIntermediates(text, i, '?');
    }

    // What is no final byte ends a broken sequence without being part of it.
    private static int AfterIntermediates(string text, int start, char last)
    {
        int i = start;
        while (i < text.Length && text[i] >= ' ' && text[i] <= last)
        {
            i++;
        }

        return i < text.Length && text[i] is > '/' and <= '~' ? i + 1 : i;
    }

    private static int EndOfString(string text, int start)
    {
        int end = text.AsSpan(start).IndexOfAny("\u0007\u001b\u009c\n");
        if (end < 0)
        {
            return text.Length;
        }

        end += start;
        bool another = text[end] == Escape && end + 1 < text.Length && text[end + 1] != '\\';
        return another ? end : Math.Min(end + (text[end] == Escape ? 2 : 1), text.Length);
    }
}
