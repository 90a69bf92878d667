using System.Net;
using System.Text;
using System.Text.Json;

namespace AcrHealth.Text;

/// <summary>Creates the forms in which a secret may occur in a text.</summary>
internal static class SecretForms
{
    /// <summary>Returns the forms of a secret as text, folded: unchanged, escaped for URLs, forms, JSON and HTML, and its letters and digits alone.</summary>
    public static IReadOnlyCollection<string> OfText(string secret)
    {
        // The secret is searched for in stripped texts, so it is stripped itself.
        string plain = UntrustedText.Strip(secret, int.MaxValue);
        var forms = new HashSet<string> { TextView.Folded(plain) };
        if (!plain.All(char.IsAsciiLetterOrDigit))
        {
            forms.Add(TextView.Folded(Uri.EscapeDataString(plain)));
            forms.Add(TextView.Folded(WebUtility.UrlEncode(plain)));
            forms.Add(TextView.Folded(JsonEncodedText.Encode(plain).Value));
            forms.Add(TextView.Folded(plain.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)));
            forms.Add(TextView.Folded(WebUtility.HtmlEncode(plain)));
            string skeleton = TextView.SkeletonOf(TextView.Folded(plain));
            if (skeleton.Length >= SecretFragmentIndex.Fragment)
            {
                forms.Add(skeleton);
            }
        }

        return forms;
    }

    /// <summary>
    /// Returns the forms of a secret as bytes, folded: base64 at each of its three alignments, without the characters that its neighbors change, and
    /// hexadecimal.
    /// </summary>
    public static IEnumerable<string> OfBytes(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        for (int before = 0; before < 3; before++)
        {
            byte[] aligned = new byte[before + bytes.Length];
            bytes.CopyTo(aligned, before);
            string encoded = Convert.ToBase64String(aligned).TrimEnd('=');
            int start = before == 0 ? 0 : before + 1;
            int end = aligned.Length % 3 == 0 ? encoded.Length : encoded.Length - 1;
            if (end > start)
            {
                yield return TextView.Folded(encoded[start..end]);
            }
        }

        yield return Convert.ToHexString(bytes).ToLowerInvariant();
    }
}
