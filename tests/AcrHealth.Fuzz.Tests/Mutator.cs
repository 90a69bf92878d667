using System.Text;

namespace AcrHealth.Fuzz.Tests;

/// <summary>Makes inputs that look like real ones and are not: examples spliced, cut, doubled, nested, with strange characters in them.</summary>
internal sealed class Mutator(string[] examples, string[] words)
{
    private const int Nesting = 40;

    // Now and then an input is as long as the longest that servers and programs may send.
    private const int LongOneIn = 1000;
    private const int LongLength = 64 * 1024;

    private static readonly string[] Strangers =
    [
        "\u001b[31m", "\u001b]0;title\u0007", "\u001b]8;;https://elsewhere.invalid\u001b\\", "\u001bP", "\u001b", "\u009b2J", "\u0090", "\u0085",
        "\0", "\a", "\b", "\t", "\r\n", "\n", "\u007f", "\u200b", "\u202e", "\u2066", "\u2069", "\u2028", "\ufeff", "\ufffd", "\uffff",
        "\ud83d", "\ude00", "\ud83d\ude00", "\udb40\udc41", "e\u0301", "ß", "İ", "한글", "例え", "xn--", "%00", "%2e%2f", "\\u0000", "\\ud800",
        " ", "\u00a0", "..", "//", "\"", "\\", "\\\"", ",", ";", "=", ":", "@", "[", "]", "{", "}", "'", "<", ">", "&", "?", "#",
        "2147483648", "99999999999999999999", "-1", "1e999", "0x7f", "::1", "fe80::1%eth0",
    ];

    public string Make(int seed, int size)
    {
        var random = new Random(seed);
        string text = random.Next(20) == 0 ? Noise(random, size) : examples[random.Next(examples.Length)];
        for (int changes = random.Next(1 + (size / 10)); changes > 0; changes--)
        {
            text = Change(text, random, size);
        }

        return random.Next(LongOneIn) == 0 && text.Length > 0
            ? string.Concat(Enumerable.Repeat(text, 1 + (LongLength / text.Length)))[..LongLength]
            : text;
    }

    /// <summary>Smaller inputs that may fail in the same way.</summary>
    public static IEnumerable<string> Shrink(string text)
    {
        for (int length = text.Length / 2; length > 0; length /= 2)
        {
            for (int start = 0; start + length <= text.Length; start += length)
            {
                yield return text.Remove(start, length);
            }
        }
    }

    private string Change(string text, Random random, int size)
    {
        int from = random.Next(text.Length + 1);
        int to = Math.Min(text.Length, from + random.Next(1, 12));
        return random.Next(10) switch
        {
            0 => text.Remove(from, to - from),
            1 => text.Insert(from, text[from..to]),
            2 => text[..from],
            3 => text[from..],
            4 => text.Insert(from, Strangers[random.Next(Strangers.Length)]),
            5 => text.Insert(from, words[random.Next(words.Length)]),
            6 => string.Concat(text.AsSpan(0, from), Noise(random, 3), text.AsSpan(to)),
            7 => string.Concat(text.AsSpan(0, from), examples[random.Next(examples.Length)], text.AsSpan(to)),
            8 => Nested(text, random, Math.Min(size, Nesting)),
            _ => text.ToUpperInvariant(),
        };
    }

    private static string Nested(string text, Random random, int depth)
    {
        int levels = random.Next(1, depth + 2);
        (string open, string close) = random.Next(3) switch
        {
            0 => ("[", "]"),
            1 => ("{\"a\":", "}"),
            _ => ("\"", "\""),
        };
        return string.Concat(Enumerable.Repeat(open, levels)) + text + string.Concat(Enumerable.Repeat(close, levels));
    }

    // Any UTF-16 there is, halves of surrogate pairs among it.
    private static string Noise(Random random, int size)
    {
        var noise = new StringBuilder();
        for (int length = random.Next(size + 1); length >= 0; length--)
        {
            noise.Append((char)(random.Next(3) == 0 ? random.Next(char.MaxValue + 1) : random.Next(0x100)));
        }

        return noise.ToString();
    }
}
