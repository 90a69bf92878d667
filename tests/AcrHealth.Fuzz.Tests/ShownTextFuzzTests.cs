using AcrHealth.Programs;
using AcrHealth.Text;

namespace AcrHealth.Fuzz.Tests;

public sealed class ShownTextFuzzTests
{
    [Fact]
    public void Cleaned_text_is_harmless_bounded_and_clean_already()
    {
        var mutator = new Mutator(
            [
                "a plain line", "\u001b[1;31mred\u001b[0m", "\u001b]8;;https://elsewhere.invalid\u0007link\u001b]8;;\u0007", "one\r\ntwo\tthree", "\u202egnp.exe",
                "\ud83d\ude00\ud83d", "\u001bPq#0\u001b\\after", "\u009b31mred", "가나다\u200d", new string('x', 500),
            ],
            ["\u001b", "[", "]", "\u0007", "\u009c", "\u001b\\", "\u001b[?1049h", "m", "\u001b(B", "\u001b%G", "  ", "\u0301\u0301\u0301"]);

        Campaign.Run(9, mutator, text =>
        {
            foreach (int length in new[] { 1, 10, UntrustedText.MessageLength })
            {
                string clean = UntrustedText.Clean(text, length);

                // The ellipsis that marks a cut comes on top.
                Assert.InRange(clean.Length, 0, length + 1);
                HarmlessText.Check(clean);
                Assert.Equal(clean, clean.Trim());
                Assert.Equal(clean, UntrustedText.Clean(clean, length));
            }
        });
    }

    [Fact]
    public void A_version_that_is_found_stands_in_the_output()
    {
        var mutator = new Mutator(
            [
                "Docker version 28.2.2, build e6534b4", "Client: v2.17.0+ga690bad", "v3.19.2+g8766e71", "podman version 4.3.1", "4.0.4", "2024-01-02 v1.2",
                "version.BuildInfo{Version:\"v3.14.0\", GoVersion:\"go1.21.7\"}", "&version.Version{SemVer:\"v2.9.1\"}",
            ],
            [".", "..", "v", "V", "0", "00", "9999999999", "1.2", "+", "-rc.1"]);

        Campaign.Run(6, mutator, output =>
        {
            if (ToolVersion.TryFind(output, out Version? version))
            {
                Assert.Contains(output, char.IsAsciiDigit);
                Assert.True(version.Major >= 0 && version.Minor >= 0 && version.Build >= 0);
                Assert.True(ToolVersion.TryFind(version.ToString(), out Version? again) && again == version);
            }
        });
    }
}
