using System.Text.RegularExpressions;

namespace AcrHealth.Text;

/// <summary>The second line of defense behind <see cref="SecretVault"/>: hides what looks like a secret, whoever's it is.</summary>
internal static partial class Secrets
{
    /// <summary>
    /// The text with asterisks in the place of JSON Web Tokens and their parts, of credentials after the name of a scheme, of users in URLs, and of
    /// what follows the names under which secrets travel.
    /// </summary>
    public static string Hide(string text)
    {
        try
        {
            return Shapes().Replace(text, "${kept}" + SecretVault.Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            return SecretVault.Mask;
        }
    }

    // In a sentence, what follows a colon is hidden only if it has more in it than letters: "password: expired" is a reason.
    [GeneratedRegex(
        @"eyJ[A-Za-z0-9_-]{17,}(?:\s?\.\s?[A-Za-z0-9_-]*){0,4}|eyJ[A-Za-z0-9_-]{5,16}(?:\.[A-Za-z0-9_-]*){1,4}"
        + @"|(?<kept>\b(?:Bearer|Basic|Negotiate|NTLM)\s+)(?=[^\s""]*[0-9])[A-Za-z0-9+/_~.=-]{12,}"
        + @"|(?<kept>://)[^\s/@:]*:[^\s/@]+(?=@)"
        + @"|(?<kept>(?:secret|assertion|token|password|passwd|pwd|sig|signature)=)[^&\s]+"
        + @"|(?<kept>(?:secret|assertion|token|password|passwd|pwd)\\?""\s*:\s*\\?"")[^""\\]+"
        + @"|(?<kept>(?:secret|password|passwd|pwd)\s*:\s*)(?=\S*[^\sA-Za-z.,;])\S{4,}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Shapes();
}
