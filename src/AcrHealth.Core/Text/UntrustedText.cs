using System.Buffers;
using System.Globalization;
using System.Text;

namespace AcrHealth.Text;

/// <summary>
/// Cleans all texts from outside: from servers, programs, files, certificates, libraries. The result is one line of limited length, without
/// secrets, and without characters that a terminal would act on.
/// </summary>
internal static class UntrustedText
{
    /// <summary>The maximum number of characters of a text from outside in a message.</summary>
    public const int MessageLength = 400;

    // A secret is longer than its mask, so that text after it may have to be shown, too: a little more is read than
    // is shown, and if that is not enough, as much as the longest secrets take.
    private const int LookedAtFirst = 1024;
    private const int LookedAt = 16 * 1024;

    private const char Escape = '\u001b';
    private const char ControlSequenceIntroducer = '\u009b';

    /// <summary>
    /// Returns the text in one line of at most <paramref name="length"/> characters, without secrets, and with an ellipsis in place of the cut part.
    /// </summary>
    public static string Clean(string? text, int length = MessageLength) => Clean(text, length, isWhole: true);

    /// <summary>Cleans a text of a result, which has been cleaned before: its own words must not be masked because they equal a short password.</summary>
    public static string CleanAgain(string? text, int length) => Clean(text, length, isWhole: false);

    /// <summary>
    /// Returns the end of the text in one line, with an ellipsis in place of the cut part: the last output of a program says why it failed.
    /// </summary>
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

    /// <summary>Returns the text in one line of at most <paramref name="length"/> characters, including secrets. The result must not be shown.</summary>
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

    // Hidden characters would change a secret's form, so they are removed before secrets are masked. The cut could leave half of a secret, so it
    // comes after.
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

    // Format characters include the bidirectional overrides and the invisible joiners.
    private static bool IsHidden(UnicodeCategory category) => category
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.Surrogate;

    /// <summary>
    /// Returns the index after the escape sequence at <paramref name="start"/> (ECMA-48: CSI; OSC and the other strings; charsets and the like; two
    /// characters).
    /// </summary>
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

    // A byte that is not a final byte terminates a broken sequence without being part of it.
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
