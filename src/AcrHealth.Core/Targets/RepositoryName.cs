namespace AcrHealth.Targets;

/// <summary>Validates repository names by the rules of the distribution specification.</summary>
internal static class RepositoryName
{
    private const int MaximumLength = 255;

    public static bool IsValid(string name) => name.Length is > 0 and <= MaximumLength && Array.TrueForAll(name.Split('/'), IsPart);

    private static bool IsPart(string part)
    {
        bool isSeparated = false;
        int i = 0;
        while (i < part.Length)
        {
            int start = i;
            while (i < part.Length && (char.IsAsciiLetterLower(part[i]) || char.IsAsciiDigit(part[i])))
            {
                i++;
            }

            if (i == start)
            {
                return false;
            }

            int end = i;
            while (i < part.Length && part[i] is '.' or '_' or '-')
            {
                i++;
            }

            isSeparated = i > end;
            if (isSeparated && !IsSeparator(part.AsSpan(end, i - end)))
            {
                return false;
            }
        }

        return part.Length > 0 && !isSeparated;
    }

    private static bool IsSeparator(ReadOnlySpan<char> between) => between is "." or "_" or "__" || between.IndexOfAnyExcept('-') < 0;
}
