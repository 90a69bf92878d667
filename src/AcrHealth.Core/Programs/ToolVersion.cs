using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AcrHealth.Programs;

/// <summary>Finds a version as programs print it: major.minor.patch with any suffix.</summary>
internal static class ToolVersion
{
    private const int MaximumText = 4096;

    /// <summary>Finds the first version number in a program's output; a date or a lone number does not count.</summary>
    public static bool TryFind(string output, [NotNullWhen(true)] out Version? version)
    {
        ReadOnlySpan<char> text = output.AsSpan(0, Math.Min(output.Length, MaximumText));
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || (i > 0 && (char.IsAsciiDigit(text[i - 1]) || text[i - 1] == '.')))
            {
                continue;
            }

            if (i > 0 && char.IsAsciiLetter(text[i - 1]) && !IsVersionMark(text, i - 1))
            {
                continue;
            }

            int end = i;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            {
                end++;
            }

            if (TryRead(text[i..end].TrimEnd('.'), out version))
            {
                return true;
            }

            i = end;
        }

        version = null;
        return false;
    }

    // Accepts the v of "v2.17.0", but not the v at the end of another word.
    private static bool IsVersionMark(ReadOnlySpan<char> text, int index) =>
        text[index] is 'v' or 'V' && (index == 0 || !char.IsAsciiLetterOrDigit(text[index - 1]));

    private static bool TryRead(ReadOnlySpan<char> digits, [NotNullWhen(true)] out Version? version)
    {
        version = null;
        Span<Range> parts = stackalloc Range[4];
        int count = digits.Split(parts, '.');
        if (count is not (2 or 3))
        {
            return false;
        }

        Span<int> numbers = [0, 0, 0];
        for (int i = 0; i < count; i++)
        {
            if (!int.TryParse(digits[parts[i]], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return false;
            }
        }

        version = new(numbers[0], numbers[1], numbers[2]);
        return true;
    }
}
