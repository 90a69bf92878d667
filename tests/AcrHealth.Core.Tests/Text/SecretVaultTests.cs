using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Core.Tests.Text;

public sealed class SecretVaultTests : IDisposable
{
    private const string Password = "Zyx9/w&v \"Utsr<Qpo\\N+mlkü";
    private const string Token = "opaqueCANARYtok3n0123456789-abcdefghijKLMNOP_qrstuv.wxyz";

    private readonly SessionSecrets _session = SessionSecrets.Open(() => { });
    private readonly IDisposable _visit;

    public SecretVaultTests()
    {
        _visit = _session.Enter("vault.test");
    }

    public void Dispose()
    {
        _visit.Dispose();
        _session.Dispose();
    }

    public static TheoryData<string> Forms => [.. Encodings.Keys];

    private static Dictionary<string, Func<string, string>> Encodings => new()
    {
        ["as it is"] = secret => secret,
        ["in capitals"] = secret => secret.ToUpperInvariant(),
        ["in small letters"] = secret => secret.ToLowerInvariant(),
        ["for a URL"] = Uri.EscapeDataString,
        ["for a URL, in small letters"] = secret => Uri.EscapeDataString(secret).ToLowerInvariant(),
        ["for a form"] = WebUtility.UrlEncode,
        ["for a URL, twice"] = secret => Uri.EscapeDataString(Uri.EscapeDataString(secret)),
        ["for JSON"] = secret => JsonEncodedText.Encode(secret).Value,
        ["for JSON, as Go has it"] = secret => secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("<", "\\u003c", StringComparison.Ordinal),
        ["for JSON in JSON"] = secret => JsonEncodedText.Encode(JsonEncodedText.Encode(secret).Value).Value,
        ["for HTML"] = WebUtility.HtmlEncode,
        ["for HTML, by numbers"] = secret => string.Concat(secret.Select(c => string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};"))),
        ["each character escaped"] = secret => string.Concat(Encoding.UTF8.GetBytes(secret).Select(one => string.Create(CultureInfo.InvariantCulture, $"%{one:X2}"))),
        ["base64"] = secret => Base64(secret),
        ["base64, after one byte"] = secret => Base64("x" + secret),
        ["base64, after two bytes"] = secret => Base64("xy" + secret),
        ["base64, among others"] = secret => Base64($"adminuser:{secret}\n"),
        ["base64 for URLs"] = secret => Base64(secret).Replace('+', '-').Replace('/', '_').TrimEnd('='),
        ["base64 in JSON"] = secret => JsonEncodedText.Encode(Base64(secret)).Value,
        ["hexadecimal"] = secret => Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        ["with spaces between its parts"] = secret => secret.Replace(".", " . ", StringComparison.Ordinal).Replace("-", " - ", StringComparison.Ordinal),
        ["over two lines"] = secret => secret[..(secret.Length / 2)] + "\r\n  " + secret[(secret.Length / 2)..],
        ["with hidden characters"] = secret => string.Join('\u200b', secret.AsEnumerable()),
        ["in colors"] = secret => string.Join("\u001b[31m", secret.AsEnumerable()),
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_form_of_a_secret_is_shown(string form)
    {
        SecretVault.Protect(Password);
        SecretVault.ProtectExchanged(Token);
        foreach (string secret in (string[])[Password, Token])
        {
            string encoded = Encodings[form](secret);

            string shown = UntrustedText.Clean($"before {encoded} after", 10_000);

            Assert.StartsWith("before ", shown, StringComparison.Ordinal);
            Assert.EndsWith(" after", shown, StringComparison.Ordinal);
            Assert.Contains("***", shown, StringComparison.Ordinal);
            int others = form == "base64, among others" ? Base64("adminuser:").Length : 0;
            Assert.True(shown.Length < "before *** after".Length + others + SecretFragmentIndex.Fragment, $"{encoded} -> {shown}");
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_fragment_of_twelve_characters_is_shown(string form)
    {
        SecretVault.Protect(Password);
        SecretVault.ProtectExchanged(Token);
        foreach (string secret in (string[])[Password, Token])
        {
            foreach (string fragment in Fragments(form, secret))
            {
                string shown = UntrustedText.Clean($"a {fragment} z");

                Assert.False(shown.Contains(fragment, StringComparison.OrdinalIgnoreCase), $"{fragment} -> {shown}");
                Assert.Contains("***", shown, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Twelve characters after the other of a secret, escaped; or, where bytes are written, of what they are written in.</summary>
    private static IEnumerable<string> Fragments(string form, string secret)
    {
        if (form.StartsWith("base64", StringComparison.Ordinal) || form == "hexadecimal")
        {
            // Its neighbors have a part in the characters at either end.
            string encoded = Encodings[form](secret).TrimEnd('=');
            int first = form switch { "base64, among others" => 14, "base64, after one byte" => 2, "base64, after two bytes" => 3, _ => 0 };
            return Enumerable.Range(first, encoded.Length - first - 14).Select(start => encoded.Substring(start, SecretFragmentIndex.Fragment))
                .Where(fragment => form != "base64 in JSON" || !fragment.Contains('\\', StringComparison.Ordinal));
        }

        // A secret that is torn apart is recognized by its letters and digits.
        bool isTorn = form is "with spaces between its parts" or "over two lines";
        return Enumerable.Range(0, secret.Length - SecretFragmentIndex.Fragment).Select(start => secret.Substring(start, SecretFragmentIndex.Fragment))
            .Where(fragment => fragment == fragment.Trim() && (!isTorn || fragment.All(char.IsAsciiLetterOrDigit)))
            .Select(fragment => UntrustedText.Strip(Encodings[form](fragment), int.MaxValue));
    }

    [Theory]
    [InlineData("pa55", "pass pa55 wrong", "pass *** wrong")]
    [InlineData("pa55", "user:pa55", "user:***")]
    [InlineData("pa55", "PA55!", "***!")]
    [InlineData("pa55", "spa55er", "spa55er")]
    [InlineData("pull", "pulled, pullulating", "pulled, pullulating")]
    [InlineData("abc", "abc is no secret", "abc is no secret")]
    [InlineData("hunter22", "xhunter22x", "x***x")]
    [InlineData("hunter22", "hunter2", "hunter2")]
    [InlineData("hunter22", "got aHVudGVyMjI=", "got ***")]
    public void A_short_secret_is_hidden_as_a_whole(string secret, string text, string shown)
    {
        SecretVault.Protect(secret);

        Assert.Equal(shown, UntrustedText.Clean(text));
    }

    [Fact]
    public void A_user_name_is_no_secret_but_the_pair_is()
    {
        SecretVault.ProtectLogin("00000000-0000-0000-0000-000000000000", "correct-horse-battery");

        Assert.Equal("user 00000000-0000-0000-0000-000000000000", UntrustedText.Clean("user 00000000-0000-0000-0000-000000000000"));
        Assert.Equal("got ***", UntrustedText.Clean("got " + Base64("00000000-0000-0000-0000-000000000000:correct-horse-battery")));
    }

    [Fact]
    public void A_secret_of_one_registry_does_not_redact_the_text_of_another()
    {
        SecretVault.ProtectExchanged("application/vnd.oci.image.manifest.v1+json");
        SecretVault.Protect(Token);
        Assert.Equal("***", UntrustedText.Clean("application/vnd.oci.image.manifest.v1+json"));

        using (_session.Enter("other.test"))
        {
            Assert.Equal("application/vnd.oci.image.manifest.v1+json", UntrustedText.Clean("application/vnd.oci.image.manifest.v1+json"));
            Assert.Equal("***", UntrustedText.Clean(Token));
        }

        using (_session.Enter("VAULT.test"))
        {
            Assert.Equal("***", UntrustedText.Clean("application/vnd.oci.image.manifest.v1+json"));
        }
    }

    [Fact]
    public async Task Sessions_side_by_side_do_not_mix_and_work_that_lost_its_session_is_covered_by_all()
    {
        SecretVault.Protect(Token);
        using var other = SessionSecrets.Open(new SignInMethod.Token("anotherOPAQUEvalue0987654321", null).Protect);

        using (other.Enter())
        {
            Assert.Equal(Token, UntrustedText.Clean(Token));
            Assert.Equal("***", await Task.Run(() => UntrustedText.Clean("anotherOPAQUEvalue0987654321")));
        }

        Assert.Equal("anotherOPAQUEvalue0987654321", await Task.Run(() => UntrustedText.Clean("anotherOPAQUEvalue0987654321")));
        Task<string> lost;
        using (ExecutionContext.SuppressFlow())
        {
            lost = Task.Run(() => UntrustedText.Clean($"{Token} anotherOPAQUEvalue0987654321"));
        }

        Assert.Equal("*** ***", await lost);
    }

    [Fact]
    public void A_results_own_words_are_not_hidden_for_being_somebodys_password()
    {
        SecretVault.ProtectLogin("user", "password");
        SecretVault.Protect(Token);

        Assert.Equal("The registry refused the password ***.", UntrustedText.CleanAgain($"The registry refused the password {Token}.", 100));
    }

    [Theory]
    [InlineData("http://user:Pr0xyPW%21canary@127.0.0.1:3128")]
    [InlineData("http://user:Pr0xyPW!canary@127.0.0.1:3128")]
    [InlineData("user:Pr0xyPW!canary%40127.0.0.1:3128")]
    [InlineData("http://user:Pr0xyPW!canary%40127.0.0.1:3128/")]
    public void The_password_of_a_proxy_is_hidden_escaped_and_unescaped(string proxy)
    {
        SecretReader.ProtectProxy(proxy);

        Assert.Equal("HTTP/1.1 407 *** ***", UntrustedText.Clean("HTTP/1.1 407 Pr0xyPW!canary Pr0xyPW%21canary"));
        Assert.Equal("got ***", UntrustedText.Clean("got " + Base64("user:Pr0xyPW!canary")));
    }

    [Fact]
    public void The_signature_of_a_link_is_hidden_and_its_dates_are_not()
    {
        SecretReader.ProtectLink("https://a.blob.core.windows.net/x?se=2026-11-27T15%3A04%3A05Z&sp=r&sig=Ab%2Fcd%2BEfghijKlmnop%3D", SecretVault.ProtectExchanged);

        Assert.Equal("*** until 2026-11-27T15:04:05Z", UntrustedText.Clean("Ab/cd+EfghijKlmnop= until 2026-11-27T15:04:05Z"));
    }

    [Fact]
    public void A_token_of_one_character_does_not_make_a_long_text_take_long()
    {
        SecretVault.ProtectExchanged(new string('ж', SecretStore.LongestSecret));

        string shown = UntrustedText.Clean(string.Concat(Enumerable.Repeat("жжж, жжжж; ", 5000)) + "b " + new string('ж', 60_000), int.MaxValue);

        Assert.EndsWith("***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("жжжжжжжжжжжж", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_store_takes_is_bounded()
    {
        for (int i = 0; i < 200; i++)
        {
            SecretVault.ProtectExchanged(string.Concat(Enumerable.Repeat(i.ToString("D8", CultureInfo.InvariantCulture) + "ж", 600)));
            SecretVault.ProtectExchanged($"s{i:D6}");
        }

        Assert.Equal("***", UntrustedText.Clean("s000199"));
        SecretVault.ProtectExchanged(Token);
        Assert.Equal("***", UntrustedText.Clean(Token));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
