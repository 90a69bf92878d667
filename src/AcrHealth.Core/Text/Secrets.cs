using System.Text.RegularExpressions;

namespace AcrHealth.Text;

/// <summary>Takes out of a text what looks like a secret: a server may say back what it was sent.</summary>
internal static partial class Secrets
{
    private const int LongestText = 16 * 1024;

    /// <summary>A stranger's text in one line of at most <paramref name="length"/> characters, as <see cref="UntrustedText.Clean"/> makes it, without secrets.</summary>
    public static string Clean(string? text, int length = UntrustedText.MessageLength) =>
        // A hidden character would spoil a secret's shape, and so would a cut.
        UntrustedText.Clean(Hide(UntrustedText.Clean(text, LongestText)), length);

    /// <summary>The text with asterisks in the place of tokens, known by their shape, and of what follows the names under which secrets travel.</summary>
    public static string Hide(string text) => Shapes().Replace(text, "$1***");

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){1,4}|((?:client_secret|client_assertion|assertion|token|password|sig)=)[^&\s]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Shapes();
}
