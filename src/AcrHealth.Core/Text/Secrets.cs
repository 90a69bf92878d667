using System.Text.RegularExpressions;

namespace AcrHealth.Text;

/// <summary>The second line of defense behind <see cref="SecretVault"/>: hides everything that looks like a secret, whether it is known or not.</summary>
internal static partial class Secrets
{
    /// <summary>
    /// Replaces with asterisks: JSON Web Tokens and their parts, credentials after the name of a scheme, users in URLs, and
    /// the values after names that secrets usually have.
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

    // In a sentence, a word after a colon is hidden only if it contains more than letters: "password: expired" is a reason. A command
    // of a remedy is not hidden: between backquotes, it has several words or is the name of a cmdlet. A placeholder in a URL is no password.
    [GeneratedRegex(
        @"eyJ[A-Za-z0-9_-]{17,}(?:\s?\.\s?[A-Za-z0-9_-]*){0,4}|eyJ[A-Za-z0-9_-]{5,16}(?:\.[A-Za-z0-9_-]*){1,4}"
        + @"|(?<kept>\b(?:Bearer|Basic|Negotiate|NTLM)\s+)(?=[^\s""]*[0-9])[A-Za-z0-9+/_~.=-]{12,}"
        + @"|(?<kept>://)(?![^\s/@:]*:<[a-z-]+>@)[^\s/@:]*:[^\s/@]+(?=@)"
        + @"|(?<kept>(?:secret|assertion|token|password|passwd|pwd|sig|signature)=)[^&\s]+"
        + @"|(?<kept>(?:secret|assertion|token|password|passwd|pwd)\\?""\s*:\s*\\?"")[^""\\]+"
        + @"|(?<kept>(?:secret|password|passwd|pwd)\s*:\s*)(?!`(?:[^`]* |[A-Za-z]+-[A-Za-z]+`))(?=\S*[^\sA-Za-z.,;])\S{4,}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Shapes();
}
