namespace AcrHealth.Commands;

/// <summary>Finds the name that was probably meant (by Levenshtein's distance).</summary>
internal static class NearestName
{
    private const int MaximumLength = 100;

    public static string To(string text, IEnumerable<string> names)
    {
        string wanted = text.Length > MaximumLength ? text[..MaximumLength] : text;
        return names.MinBy(name => Distance(wanted.ToUpperInvariant(), name.ToUpperInvariant()))!;
    }

    private static int Distance(string from, string to)
    {
        int[] previous = [.. Enumerable.Range(0, to.Length + 1)];
        int[] current = new int[to.Length + 1];
        for (int i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int change = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[to.Length];
    }
}
