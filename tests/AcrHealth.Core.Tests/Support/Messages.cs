using System.Text.RegularExpressions;

namespace AcrHealth.Core.Tests.Support;

/// <summary>Recognizes a message by its format, whatever it was filled with: tests name the message and not its wording.</summary>
internal static partial class Messages
{
    public static string PatternOf(string format) =>
        "^" + EscapedPlaceholder().Replace(Regex.Escape(format), "(?s:.*)") + "$";

    public static IEnumerable<string> PlaceholdersOf(string format) =>
        Placeholder().Matches(format).Select(match => match.Groups["index"].Value).Distinct().Order();

    [GeneratedRegex(@"\\\{\d+(:[^}]*)?\}")]
    private static partial Regex EscapedPlaceholder();

    [GeneratedRegex(@"\{(?<index>\d+)(:[^}]*)?\}")]
    private static partial Regex Placeholder();
}
