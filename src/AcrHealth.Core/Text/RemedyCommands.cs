namespace AcrHealth.Text;

/// <summary>Writes names and paths as words of the command lines in remedies.</summary>
internal static class RemedyCommands
{
    private const int MaximumLength = 400;

    /// <summary>
    /// Returns a name as one word of a command line that every shell reads literally. Names come from servers: a name that a shell could interpret
    /// is replaced by <paramref name="placeholder"/> between angle brackets, for the reader to fill in.
    /// </summary>
    public static string Word(string? name, string placeholder)
    {
        if (name is not { Length: > 0 and <= MaximumLength } || name[0] == '-' || !name.All(c => IsPlain(c) || IsHarmlessInQuotes(c)))
        {
            return $"<{placeholder}>";
        }

        return name.All(IsPlain) ? name : $"'{name}'";
    }

    /// <summary>
    /// Returns a path, or any other value that may contain backslashes or begin with a tilde, as one word of a command line; a placeholder if a shell
    /// could interpret it.
    /// </summary>
    public static string Path(string? path, string placeholder)
    {
        if (path is not { Length: > 0 and <= MaximumLength } || path[0] == '-' || !path.All(c => IsPlain(c) || IsHarmlessInQuotes(c) || c is '\\' or '~' or '='))
        {
            return $"<{placeholder}>";
        }

        // Shells expand the tilde of a home directory only outside of quotes.
        return path.All(IsPlain) || (path.StartsWith("~/", StringComparison.Ordinal) && path.Skip(1).All(IsPlain)) ? path : $"'{path}'";
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':';

    private static bool IsHarmlessInQuotes(char c) => c is ' ' or '(' or ')' or '@' or ',' or '+' || (char.IsLetterOrDigit(c) && !char.IsAscii(c));
}
