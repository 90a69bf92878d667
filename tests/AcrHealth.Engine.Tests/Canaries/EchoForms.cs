using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>The ways in which a server may say a secret back.</summary>
internal static class EchoForms
{
    private const int Fragment = 12;

    private static readonly Func<string, string>[] All =
    [
        secret => secret,
        secret => "adminuser:" + secret,
        secret => $"password: {secret}",
        secret => $"password {secret}",
        secret => $"refresh token {secret} is not valid",
        secret => $"{{\"username\":\"adminuser\",\"password\":{JsonSerializer.Serialize(secret)}}}",
        secret => "grant_type=password&password=" + WebUtility.UrlEncode(secret),
        secret => secret.ToUpperInvariant(),
        secret => secret.ToLowerInvariant(),
        Uri.EscapeDataString,
        secret => Uri.EscapeDataString(secret).ToLowerInvariant(),
        secret => Uri.EscapeDataString(Uri.EscapeDataString(secret)),
        secret => string.Concat(Encoding.UTF8.GetBytes(secret).Select(one => string.Create(CultureInfo.InvariantCulture, $"%{one:X2}"))),
        secret => JsonEncodedText.Encode(secret).Value,
        secret => JsonEncodedText.Encode(JsonEncodedText.Encode(secret).Value).Value,
        secret => string.Concat(secret.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"))),
        WebUtility.HtmlEncode,
        secret => string.Concat(secret.Select(c => string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};"))),
        secret => Base64(secret),
        secret => Base64(secret).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        secret => "Authorization: Basic " + Base64("adminuser:" + secret),
        secret => Base64("x" + secret),
        secret => "Authorization: Bearer " + secret,
        secret => Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        secret => secret[..Fragment],
        secret => secret[^Fragment..],
        secret => string.Join(" . ", secret.Chunk(4).Select(part => new string(part))),
        secret => string.Join('\u200b', secret.AsEnumerable()),
    ];

    /// <summary>All forms of a secret in one text, beginning with any of them, since what is shown of a text is its beginning.</summary>
    public static string Payload(string secret, int first) =>
        string.Join(' ', Enumerable.Range(0, All.Length).Select(i => All[(first + i) % All.Length](secret)));

    /// <summary>Returns the forbidden fragments: twelve characters in a row of a secret, escaped or in base64 at any alignment, in small letters.</summary>
    public static HashSet<string> Fragments(IEnumerable<string> secrets)
    {
        HashSet<string> fragments = [];
        foreach (string secret in secrets)
        {
            string[] texts =
            [
                secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), JsonEncodedText.Encode(secret).Value, WebUtility.HtmlEncode(secret),
                Skeleton(secret), Convert.ToHexString(Encoding.UTF8.GetBytes(secret)), Base64(secret)[..^4], Base64("x" + secret)[2..^4], Base64("xy" + secret)[3..^4],
            ];
            foreach (string text in texts.SelectMany(text => new[] { text, text.Replace('+', '-').Replace('/', '_') }))
            {
                for (int start = 0; start + Fragment <= text.Length; start++)
                {
                    fragments.Add(text.Substring(start, Fragment).ToLowerInvariant());
                }
            }
        }

        return fragments;
    }

    /// <summary>Finds fragments in a text as it is, without the escapes of HTML and XML, or reduced to its letters and digits; null if there is none.</summary>
    public static string? FindLeak(string text, HashSet<string> fragments)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = fragments.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string view in (string[])[text, WebUtility.HtmlDecode(text), Skeleton(text)])
        {
            ReadOnlySpan<char> small = view.ToLowerInvariant();
            for (int start = 0; start + Fragment <= small.Length; start++)
            {
                if (lookup.Contains(small.Slice(start, Fragment)))
                {
                    return view[Math.Max(0, start - 150)..Math.Min(view.Length, start + 60)];
                }
            }
        }

        return null;
    }

    private static string Skeleton(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
