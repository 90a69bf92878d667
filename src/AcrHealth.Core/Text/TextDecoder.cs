using System.Buffers;
using System.Globalization;
using System.Text;

namespace AcrHealth.Text;

/// <summary>Removes one layer of escapes from a text: percent signs of URLs, backslashes of JSON, entities of HTML and XML.</summary>
internal static class TextDecoder
{
    private const int LongestEntity = 10;

    private static readonly SearchValues<char> Escapes = SearchValues.Create("%\\&");

    /// <summary>Returns the view without a layer of escapes; null if there are none.</summary>
    public static TextView? Decode(TextView view)
    {
        ReadOnlySpan<char> text = view.Characters;
        if (!text.ContainsAny(Escapes))
        {
            return null;
        }

        var builder = new TextView.Builder(view, text.Length);
        bool any = false;
        int i = 0;
        while (i < text.Length)
        {
            int end = text[i] switch
            {
                '%' => Percent(text, i, builder),
                '\\' => Backslash(text, i, builder),
                '&' => Entity(text, i, builder),
                _ => i,
            };
            if (end == i)
            {
                builder.Add(text[i], i, ++i);
            }
            else
            {
                any = true;
                i = end;
            }
        }

        return any ? builder.ToView(isSkeleton: false) : null;
    }

    // The bytes form one UTF-8 character after the other; bytes that form none are kept as they are.
    private static int Percent(ReadOnlySpan<char> text, int start, TextView.Builder builder)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = 0;
        while (count < bytes.Length && Hex(text, start + (3 * count) + 1, 2) is { } value && text[start + (3 * count)] == '%')
        {
            bytes[count++] = (byte)value;
        }

        if (count == 0)
        {
            return start;
        }

        OperationStatus status = Rune.DecodeFromUtf8(bytes[..count], out Rune rune, out int consumed);
        int end = start + (3 * (status == OperationStatus.Done ? consumed : 1));
        Add(status == OperationStatus.Done ? rune.ToString() : ((char)bytes[0]).ToString(), start, end, builder);
        return end;
    }

    private static int Backslash(ReadOnlySpan<char> text, int start, TextView.Builder builder)
    {
        if (start + 1 >= text.Length)
        {
            return start;
        }

        (int digits, char plain) = text[start + 1] switch
        {
            'u' => (4, '\0'),
            'x' => (2, '\0'),
            'n' or 'r' or 't' => (0, ' '),
            '"' or '\\' or '/' or '\'' => (0, text[start + 1]),
            _ => (0, '\0'),
        };
        if (digits > 0 && Hex(text, start + 2, digits) is { } value)
        {
            builder.Add((char)value, start, start + 2 + digits);
            return start + 2 + digits;
        }

        if (plain == '\0')
        {
            return start;
        }

        builder.Add(plain, start, start + 2);
        return start + 2;
    }

    private static int Entity(ReadOnlySpan<char> text, int start, TextView.Builder builder)
    {
        int length = text[start..Math.Min(start + LongestEntity, text.Length)].IndexOf(';');
        if (length < 2)
        {
            return start;
        }

        string? plain = text.Slice(start + 1, length - 1) switch
        {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            ['#', 'x', .. var digits] => Character(digits, NumberStyles.AllowHexSpecifier),
            ['#', .. var digits] => Character(digits, NumberStyles.None),
            _ => null,
        };
        if (plain is null)
        {
            return start;
        }

        Add(plain, start, start + length + 1, builder);
        return start + length + 1;
    }

    private static string? Character(ReadOnlySpan<char> digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out int value) && Rune.IsValid(value) ? new Rune(value).ToString() : null;

    private static void Add(string plain, int start, int end, TextView.Builder builder)
    {
        foreach (char c in plain)
        {
            builder.Add(c, start, end);
        }
    }

    private static int? Hex(ReadOnlySpan<char> text, int start, int digits) =>
        start + digits <= text.Length
        && int.TryParse(text.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) ? value : null;
}
