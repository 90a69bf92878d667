using System.Text.RegularExpressions;

namespace AcrHealth.Text;

/// <summary>Takes out of a text what looks like a secret: a server may say back what it was sent.</summary>
internal static partial class Secrets
{
    /// <summary>The text with asterisks in the place of tokens, known by their shape, and of what follows the names under which secrets travel.</summary>
    public static string Hide(string text) => Shapes().Replace(text, "$1***");

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){1,4}|((?:client_secret|client_assertion|assertion|token|password|sig)=)[^&\s]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Shapes();
}
