using AcrHealth.Text;

namespace AcrHealth.Core.Tests.Text;

public sealed class UntrustedTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(" \r\n\t ", "")]
    [InlineData("  one \r\n two\tthree\u00a0four\u2028five ", "one two three four five")]
    [InlineData("레지스트리에 접근할 수 없습니다", "레지스트리에 접근할 수 없습니다")]
    [InlineData("é ñ 日本 العربية", "é ñ 日本 العربية")]
    [InlineData("down 😀🐳", "down 😀🐳")]
    [InlineData("e\u0301", "e\u0301")]
    [InlineData("{0} %s $(id) <b>", "{0} %s $(id) <b>")]
    public void Honest_text_stays_in_one_line(string? text, string expected) => Assert.Equal(expected, UntrustedText.Clean(text));

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b[38;2;255;0;0mred\u001b[m", "red")]
    [InlineData("a\u001b[2J\u001b[1;1Hb", "ab")]
    [InlineData("\u009b31mred", "red")]
    [InlineData("\u001b]0;title\u0007text", "text")]
    [InlineData("\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001b]52;c;cm0gLXJm\u009ctext", "text")]
    [InlineData("\u001bPq#0\u001b\\text", "text")]
    [InlineData("\u001b_Gf=100;AAAA\u001b\\text", "text")]
    [InlineData("\u001bctext", "text")]
    [InlineData("\u001b(Btext\u001b[m", "text")]
    [InlineData("\u001b#8text", "text")]
    [InlineData("\u001b\u001b[31mred", "red")]
    [InlineData("\u001b]0;title\u001b[31mred", "red")]
    [InlineData("text\u001b", "text")]
    [InlineData("text\u001b[", "text")]
    [InlineData("text\u001b[31", "text")]
    [InlineData("text\u001b]0;never ended", "text")]
    [InlineData("\u001b[31", "")]
    public void Escape_sequences_are_taken_out_whole(string text, string expected) => Assert.Equal(expected, UntrustedText.Clean(text));

    [Theory]
    [InlineData("a\0b\u0007c\bd\u007fe", "abcde")]
    [InlineData("a\u0080b\u0090c\u009fd", "abcd")]
    [InlineData("a\u202eb\u202dc\u2066d\u2069e\u200ff", "abcdef")]
    [InlineData("a\u200bb\u200dc\ufeffd\u00ade", "abcde")]
    [InlineData("a\ue000b\uf8ffc\U000f0000d", "abcd")]
    [InlineData("a\U000e0041b", "ab")]
    public void What_cannot_be_seen_is_taken_out(string text, string expected) => Assert.Equal(expected, UntrustedText.Clean(text));

    // Not as inline data: attributes are stored as UTF-8, which has no halves of surrogate pairs.
    [Fact]
    public void Halves_of_surrogate_pairs_are_taken_out()
    {
        Assert.Equal("ab", UntrustedText.Clean("a\ud800b"));
        Assert.Equal("ab", UntrustedText.Clean("a\udc00b"));
        Assert.Equal("a", UntrustedText.Clean("a\ud83d"));
        Assert.Equal("ab", UntrustedText.Clean("a\ude00\ud83db"));
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef  ", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcde…")]
    [InlineData("abcde f", 5, "abcde…")]
    [InlineData("abc😀", 5, "abc😀")]
    [InlineData("abcd😀", 5, "abcd…")]
    [InlineData("a", 0, "…")]
    public void What_is_too_long_is_cut_between_characters_and_marked(string text, int length, string expected) =>
        Assert.Equal(expected, UntrustedText.Clean(text, length));

    [Theory]
    [InlineData(null, 5, "")]
    [InlineData("abcde", 5, "abcde")]
    [InlineData("abcdef", 5, "…bcdef")]
    [InlineData("why \u001b[31mnot\u001b[0m\r\n", 3, "…not")]
    [InlineData("abc😀", 2, "…😀")]
    [InlineData("abc😀", 1, "…")]
    [InlineData("😀abc", 4, "…abc")]
    public void The_end_is_kept_where_the_end_tells_why(string? text, int length, string expected) =>
        Assert.Equal(expected, UntrustedText.CleanEnd(text, length));

    [Theory]
    [InlineData("a")]
    [InlineData("\u001b]")]
    [InlineData("\u001b[")]
    [InlineData("\u001b")]
    [InlineData("\u202e")]
    [InlineData(" ")]
    [InlineData("\u001b]0;\u001b")]
    [InlineData("a\u001b[31m ")]
    public void A_megabyte_of_anything_becomes_a_short_harmless_line(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length));

        long before = GC.GetAllocatedBytesForCurrentThread();
        string clean = UntrustedText.Clean(text);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(clean.Length, 0, UntrustedText.MessageLength + 1);
        Assert.DoesNotContain(clean, char.IsControl);

        // Bounded by what is kept, not by what was sent.
        Assert.InRange(allocated, 0, 64 * 1024);
    }

    [Fact]
    public void Cleaning_what_is_clean_changes_nothing()
    {
        // Every pair of a character of interest and a plain one, twice over: no order of them may let anything through.
        char[] interesting = ['\u001b', '\u009b', '\u009d', '[', ']', '\\', '\u0007', 'm', '\ud83d', '\ude00', '\u202e', ' ', '\n', '(', 'P', ';', '3'];
        foreach (char a in interesting)
        {
            foreach (char b in interesting)
            {
                foreach (char c in interesting)
                {
                    string clean = UntrustedText.Clean(new string([a, b, c, 'x', a, c, b]));
                    Assert.DoesNotContain(clean, char.IsControl);
                    Assert.Equal(clean, UntrustedText.Clean(clean));
                }
            }
        }
    }
}
