namespace AcrHealth.Commands;

/// <summary>Finds the name that was probably meant: one that contains the text, or else one that is close to it (by Damerau-Levenshtein distance).</summary>
internal static class NearestName
{
    private const int MaximumLength = 100;

    // A third of the letters may be wrong; beyond that a suggestion is a guess.
    private const int CharactersPerMistake = 3;
    private const int ShortestPart = 3;

    /// <summary>The name; null if none is close.</summary>
    public static string? To(string text, IEnumerable<string> names)
    {
        string wanted = (text.Length > MaximumLength ? text[..MaximumLength] : text).Trim().ToUpperInvariant();
        (string Name, int Distance)[] all = [.. names.Select(name => (name, Distance(wanted, name.ToUpperInvariant()))).OrderBy(pair => pair.Item2)];
        string? containing = wanted.Length < ShortestPart ? null : all.FirstOrDefault(pair => pair.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Name;
        return containing ?? all.FirstOrDefault(pair => pair.Distance * CharactersPerMistake <= Math.Max(wanted.Length, pair.Name.Length)).Name;
    }

    // Counts two transposed letters as one mistake, too: the most frequent one of fast typists.
    private static int Distance(string from, string to)
    {
        int[,] distances = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(distances[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1), Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
                }
            }
        }

        return distances[from.Length, to.Length];
    }
}
